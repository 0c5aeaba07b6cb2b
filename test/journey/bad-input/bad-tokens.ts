import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJwt, generateKeyPair, importJWK, type JWTPayload, SignJWT } from 'jose';
import { z } from 'zod';
import { MACHINE_NAME } from '../../../local/places';
import type { TestLaptop } from '../../support/laptop';

/** Tokens that must not pass, each wrong in one respect. */
export type BadTokens = Awaited<ReturnType<typeof badTokens>>;

const KeyFile = z.object({ key: z.looseObject({ kty: z.string(), kid: z.string() }) });

/** Makes them with the pool's own key, so that nothing but the one thing is wrong. */
export async function badTokens(lab: TestLaptop, folder: string) {
  const { key } = KeyFile.parse(JSON.parse(readFileSync(join(folder, 'token-keys.json'), 'utf8')));
  const ours = await importJWK(key, 'RS256');
  const foreign = (await generateKeyPair('RS256')).privateKey;
  const { accessToken, idToken } = await lab.tokens('ann');
  const claims = decodeJwt(accessToken);
  const sign = (payload: JWTPayload, by: typeof ours = ours) =>
    new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: key.kid }).sign(by);
  const [header = '', payload = '', signature = ''] = accessToken.split('.');
  const asBen = { ...claims, hourglass_user_id: lab.userId('ben') };
  const unsigned = [{ alg: 'none', kid: key.kid }, asBen].map((part) =>
    Buffer.from(JSON.stringify(part)).toString('base64url'),
  );
  return {
    idToken,
    /** The control: made in the same way, with nothing wrong. */
    good: await sign(claims),
    expired: await sign({ ...claims, iat: claims.iat! - 7_200, exp: claims.iat! - 3_600 }),
    notYet: await sign({ ...claims, nbf: claims.exp! }),
    foreignKey: await sign(claims, foreign),
    otherIssuer: await sign({ ...claims, iss: `${claims.iss}-other` }),
    otherClient: await sign({ ...claims, client_id: 'another-app' }),
    nobody: await sign({ ...claims, hourglass_user_id: '' }),
    unsigned: `${unsigned.join('.')}.`,
    /** Ann's signature under Ben's claims. */
    altered: `${header}.${Buffer.from(JSON.stringify(asBen)).toString('base64url')}.${signature}`,
    cut: `${header}.${payload}`,
    /** Of a person, who cannot be one of the machines. */
    machine: await sign({ ...claims, hourglass_user_id: `machine:${MACHINE_NAME}` }),
  };
}
