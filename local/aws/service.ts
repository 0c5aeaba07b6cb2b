/** One call as a service sees it: the operation's name, its checked input and who carries it. */
export type ServiceCall = {
  readonly operation: string;
  readonly input: Record<string, unknown>;
};

/**
 * An emulated AWS service. It sits below the SDK: the endpoint decodes a request, checks it against the model that
 * the SDK client carries, calls the service, and checks the answer against the same model.
 */
export interface EmulatedService {
  /** The name used in `AWS_ENDPOINT_URL_<NAME>`, in lower case with underscores: `sso_admin`. */
  readonly name: string;
  readonly protocol: 'json' | 'query' | 'rest';
  /** `json`: the prefix of `X-Amz-Target`. `query`: the API version sent as `Version`. `rest`: nothing, the path says it. */
  readonly target: string;
  /** The SDK client's module: it carries `<Operation>$` schemas. */
  readonly model: Record<string, unknown>;
  call(call: ServiceCall): Promise<Record<string, unknown>>;
}

/** A service that is loaded at its first call: SDK clients are large, and not every session of the laptop needs each. */
export type LazyService = Pick<EmulatedService, 'name' | 'protocol' | 'target'> & {
  /** Loads it once; later calls give the same. */
  readonly load: () => Promise<EmulatedService>;
};

/** An error that the SDK turns into its own class of the same name. */
export class ServiceError extends Error {
  constructor(
    override readonly name: string,
    message: string,
    readonly status: number = 400,
    readonly fields: Record<string, unknown> = {},
  ) {
    super(message);
  }
}

/** A piece of the state folder. `read` gives what `write` was last given, also after a restart. */
export interface Section {
  read(): unknown;
  write(value: unknown): void;
}

/** A section that forgets when the process ends, for tests. */
export function memorySection(initial?: unknown): Section {
  let held = initial;
  return { read: () => structuredClone(held), write: (value) => void (held = structuredClone(value)) };
}
