import { z } from 'zod';
import { cloudFormationClient } from '../aws/clients';
import { stackName } from '../lib/config/stack-name';
import { readStackOutputs, type StackOutputs } from '../aws/stack-outputs';
import { readJsonFile } from './command-line';

/** What is asked for was not deployed, or the file does not say it; the message says what to do. */
export class MissingOutputError extends Error {
  override name = 'MissingOutputError' as const;
}

/** Reads the outputs of a part of the installation, such as `Identity`. */
export type OutputsOf = (part: string) => Promise<StackOutputs>;

const OutputsFile = z.record(z.string(), z.record(z.string(), z.string()));

/** Outputs of the deployed stacks of a stage; credentials and Region come from the environment, as the SDK reads them. */
export function deployedOutputs(stage: string, region: string): OutputsOf {
  return async (part) => {
    process.env.AWS_REGION ??= region;
    const name = stackName({ stage }, part);
    const outputs = await readStackOutputs(cloudFormationClient(), name).catch((error: unknown) => {
      const reason = error instanceof Error ? error.message : String(error);
      throw new MissingOutputError(`The outputs of ${name} cannot be read: ${reason}. See --outputs.`);
    });
    if (outputs) return outputs;
    throw new MissingOutputError(
      `There is no stack ${name} in ${process.env.AWS_REGION}. Deploy first (npx cdk deploy --all), with credentials of its account.`,
    );
  };
}

/** Outputs as `npx cdk deploy --all --outputs-file <path>` has written them. Throws `BadOptionError` for another file. */
export function outputsFromFile(stage: string, path: string): OutputsOf {
  return async (part) => {
    const name = stackName({ stage }, part);
    const outputs = readJsonFile(OutputsFile, path, 'a file of outputs')[name];
    if (outputs) return outputs;
    throw new MissingOutputError(`${path} holds no outputs of ${name}.`);
  };
}

/** One output. Throws `MissingOutputError` naming it. */
export function outputNamed(outputs: StackOutputs, name: string): string {
  const value = outputs[name];
  if (value !== undefined) return value;
  throw new MissingOutputError(`The stack has no output ${name}: deploy this version first.`);
}
