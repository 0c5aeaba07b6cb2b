/** An application that may ask for tokens: the web app by code and PKCE, a machine by its secret. */
export type AppClient =
  | {
      readonly kind: 'web';
      readonly clientId: string;
      readonly redirectUris: readonly string[];
      readonly logoutUris: readonly string[];
      readonly scopes: readonly string[];
    }
  | {
      readonly kind: 'machine';
      readonly clientId: string;
      readonly clientSecret: string;
      readonly scopes: readonly string[];
    };

/** The scopes that `asked` (separated by spaces) comes to; all of the client's if nothing was asked for. */
export function scopesFor(client: AppClient, asked: string | undefined): readonly string[] | undefined {
  const wanted = (asked ?? '').split(' ').filter((scope) => scope !== '');
  if (wanted.length === 0) return client.scopes;
  return wanted.every((scope) => client.scopes.includes(scope)) ? wanted : undefined;
}
