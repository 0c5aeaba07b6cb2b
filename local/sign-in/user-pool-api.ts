import { z } from 'zod';
import { jsonAnswer } from './oauth-answers';
import { PreTokenRefusedError } from './pre-token';
import type { UserPoolContext } from './user-pool-context';

const PREFIX = 'AWSCognitoIdentityProviderService.';
const RefreshInput = z.object({ ClientId: z.string(), RefreshToken: z.string() });
const RevokeInput = z.object({ ClientId: z.string(), Token: z.string() });

/**
 * POST to the pool's service endpoint, in the SDK's JSON protocol: the two operations that Amplify calls for a
 * person who signed in by redirect, GetTokensFromRefreshToken and RevokeToken.
 */
export async function userPoolApi(request: Request, pool: UserPoolContext): Promise<Response> {
  const target = request.headers.get('x-amz-target') ?? '';
  const input = parseJson(await request.text());
  switch (target) {
    case `${PREFIX}GetTokensFromRefreshToken`:
      return refresh(input, pool);
    case `${PREFIX}RevokeToken`:
      return revoke(input, pool);
    default:
      return failure('UnknownOperationException', 'This operation is not offered on the laptop.');
  }
}

async function refresh(input: unknown, pool: UserPoolContext): Promise<Response> {
  const parsed = RefreshInput.safeParse(input);
  if (!parsed.success) return failure('InvalidParameterException', 'ClientId and RefreshToken are required.');
  const grant = pool.refreshTokens.find(parsed.data.RefreshToken, parsed.data.ClientId);
  if (!grant) return failure('NotAuthorizedException', 'Invalid Refresh Token');
  try {
    const tokens = await pool.mint.refresh(grant);
    return answer({
      AuthenticationResult: {
        AccessToken: tokens.access_token,
        IdToken: tokens.id_token,
        ExpiresIn: tokens.expires_in,
        TokenType: tokens.token_type,
      },
    });
  } catch (error) {
    if (error instanceof PreTokenRefusedError) return failure('UserLambdaValidationException', error.message);
    throw error;
  }
}

function revoke(input: unknown, pool: UserPoolContext): Response {
  const parsed = RevokeInput.safeParse(input);
  if (!parsed.success) return failure('InvalidParameterException', 'ClientId and Token are required.');
  pool.refreshTokens.revoke(parsed.data.Token);
  return answer({});
}

function answer(body: unknown): Response {
  return jsonAnswer(body, 200, { 'content-type': 'application/x-amz-json-1.1' });
}

function failure(name: string, message: string): Response {
  const headers = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': name };
  return jsonAnswer({ __type: name, message }, 400, headers);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is input without fields: the operation then names what is missing.
    return undefined;
  }
}
