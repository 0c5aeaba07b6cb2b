type Shape = { readonly required: readonly string[]; readonly optional: readonly string[] };

/** The service integrations of this engine and the Arguments that each takes. */
const INTEGRATIONS: Record<string, Shape> = {
  'lambda:invoke': { required: ['FunctionName'], optional: ['Payload'] },
  'lambda:invoke.waitForTaskToken': { required: ['FunctionName', 'Payload'], optional: [] },
  'states:startExecution': { required: ['StateMachineArn'], optional: ['Input', 'Name'] },
};

/** The integration that a task's Resource names, such as `lambda:invoke`; undefined when it is not a known one. */
export function integrationOf(resource: string): string | undefined {
  const name = /^arn:(?:aws|aws-cn|aws-us-gov):states:::(.+)$/.exec(resource)?.[1];
  return name !== undefined && Object.hasOwn(INTEGRATIONS, name) ? name : undefined;
}

/** The Arguments that a Resource takes; undefined when it is not a known one. */
export function argumentsOf(resource: string): Shape | undefined {
  const name = integrationOf(resource);
  return name === undefined ? undefined : INTEGRATIONS[name];
}
