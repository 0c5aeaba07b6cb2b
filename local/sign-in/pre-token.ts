import { types } from 'node:util';
import { z } from 'zod';

const Claims = z.record(z.string(), z.unknown());

const TokenChanges = z.object({
  claimsToAddOrOverride: Claims.nullish(),
  claimsToSuppress: z.array(z.string()).nullish(),
  scopesToAdd: z.array(z.string()).nullish(),
  scopesToSuppress: z.array(z.string()).nullish(),
});

const Answer = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z
      .object({
        idTokenGeneration: TokenChanges.nullish(),
        accessTokenGeneration: TokenChanges.nullish(),
        groupOverrideDetails: z.object({ groupsToOverride: z.array(z.string()).nullish() }).nullish(),
      })
      .nullish(),
  }),
});

/** Cognito's event before a token is made, version 2_0. */
export type PreTokenEvent = {
  readonly version: '2';
  readonly triggerSource: 'TokenGeneration_HostedAuth' | 'TokenGeneration_RefreshTokens';
  readonly region: string;
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
  readonly request: {
    readonly userAttributes: Readonly<Record<string, string>>;
    readonly groupConfiguration: {
      readonly groupsToOverride: readonly string[];
      readonly iamRolesToOverride: readonly string[];
      readonly preferredRole: string | null;
    };
    readonly scopes: readonly string[];
  };
  readonly response: { readonly claimsAndScopeOverrideDetails: null };
};

/** The trigger: answers the event with its `response` filled in, or throws to refuse the token. */
export type PreToken = (event: PreTokenEvent) => Promise<unknown>;

/** What the trigger changes in the two tokens. */
export type Overrides = {
  readonly id: z.infer<typeof TokenChanges>;
  readonly access: z.infer<typeof TokenChanges>;
  readonly groups?: readonly string[];
};

/** The trigger threw, or answered something that Cognito would not take. */
export class PreTokenRefusedError extends Error {
  override readonly name = 'PreTokenRefusedError' as const;
}

/** Asks the trigger what the tokens shall hold. */
export async function runPreToken(preToken: PreToken, event: PreTokenEvent): Promise<Overrides> {
  const answer = Answer.safeParse(await callTrigger(preToken, event));
  if (!answer.success) {
    throw new PreTokenRefusedError('The pre token generation trigger gave an unrecognizable answer.');
  }
  const details = answer.data.response.claimsAndScopeOverrideDetails;
  const groups = details?.groupOverrideDetails?.groupsToOverride;
  return {
    id: details?.idTokenGeneration ?? {},
    access: details?.accessTokenGeneration ?? {},
    ...(groups && { groups }),
  };
}

async function callTrigger(preToken: PreToken, event: PreTokenEvent): Promise<unknown> {
  try {
    return await preToken(event);
  } catch (error) {
    const reason = types.isNativeError(error) ? error.message : 'unknown error';
    throw new PreTokenRefusedError(`PreTokenGeneration failed with error ${reason}`, { cause: error });
  }
}
