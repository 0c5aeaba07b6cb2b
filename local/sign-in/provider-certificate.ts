import { z } from 'zod';
import type { Section } from '../aws/service';
import { SectionState } from './section-state';

const Pair = z.object({ certificate: z.string(), privateKey: z.string() });
type Pair = z.infer<typeof Pair>;

const TEN_YEARS = 10 * 365 * 24 * 60 * 60 * 1000;

/** A certificate that was good for a year, long ago. */
export async function expiredCertificate(): Promise<string> {
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'Access portal of this laptop' }], {
    keySize: 2048,
    algorithm: 'sha256',
    notBeforeDate: new Date(Date.UTC(2020, 0, 1)),
    notAfterDate: new Date(Date.UTC(2021, 0, 1)),
  });
  return made.cert;
}

/** The identity provider's signing certificate: made when first needed, kept over restarts. */
export class ProviderCertificate {
  readonly #state: SectionState<{ pair?: Pair | undefined }>;
  readonly #now: () => number;
  #pair: Promise<Pair> | undefined;

  constructor(section: Section, now: () => number) {
    this.#state = new SectionState(
      section,
      z.object({ pair: Pair.optional() }),
      'the portal’s certificate',
      {},
    );
    this.#now = now;
  }

  get(): Promise<Pair> {
    this.#pair ??= this.#loadOrMake();
    return this.#pair;
  }

  async #loadOrMake(): Promise<Pair> {
    const kept = this.#state.value.pair;
    if (kept) return kept;
    const { generate } = await import('selfsigned');
    const made = await generate([{ name: 'commonName', value: 'Access portal of this laptop' }], {
      keySize: 2048,
      algorithm: 'sha256',
      notAfterDate: new Date(this.#now() + TEN_YEARS),
    });
    const pair = { certificate: made.cert, privateKey: made.private };
    this.#state.value = { pair };
    return pair;
  }
}
