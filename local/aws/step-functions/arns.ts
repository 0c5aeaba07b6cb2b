import { ServiceError } from '../service';

/** Where the emulated service stands. */
export type Place = { readonly partition: string; readonly region: string; readonly accountId: string };

/** The ARN of a state machine of this service. */
export function machineArn({ partition, region, accountId }: Place, name: string): string {
  return `arn:${partition}:states:${region}:${accountId}:stateMachine:${name}`;
}

/** The ARN of an execution of a state machine. */
export function executionArn(machine: string, name: string): string {
  return `${machine.replace(':stateMachine:', ':execution:')}:${name}`;
}

/** Refuses what is not the ARN of a `stateMachine` or an `execution`. */
export function checkArn(arn: string, kind: 'stateMachine' | 'execution'): void {
  const name = kind === 'execution' ? '[^:]{1,80}:[^:]{1,80}' : '[^:]{1,80}';
  if (new RegExp(`^arn:[a-z-]+:states:[a-z0-9-]+:\\d{12}:${kind}:${name}$`).test(arn)) return;
  throw new ServiceError('InvalidArn', `Invalid Arn: '${arn}'`);
}

/** Refuses the names that AWS refuses for state machines and executions. */
export function checkName(name: string): void {
  // oxlint-disable-next-line no-control-regex -- AWS names the control characters among the refused ones
  const refused = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff]/;
  if (name.length >= 1 && name.length <= 80 && !refused.test(name)) return;
  throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
}
