import {
  GetAccountSettingsCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
} from '@aws-sdk/client-lambda';

/** How many functions may run at once in the account and Region. */
export type LambdaLimits = { readonly concurrent: number; readonly unreserved: number };

/** The limits of the account. */
export async function readLambdaLimits(client: LambdaClient): Promise<LambdaLimits> {
  const { AccountLimit } = await client.send(new GetAccountSettingsCommand({}));
  return {
    concurrent: AccountLimit?.ConcurrentExecutions ?? 0,
    unreserved: AccountLimit?.UnreservedConcurrentExecutions ?? 0,
  };
}

/** The variables with which a function runs. */
export async function readEnvironment(
  client: LambdaClient,
  FunctionName: string,
): Promise<Readonly<Record<string, string>>> {
  const { Environment } = await client.send(new GetFunctionConfigurationCommand({ FunctionName }));
  return Environment?.Variables ?? {};
}
