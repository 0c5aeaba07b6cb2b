import type { Plugin } from 'vite';

/** What Amplify hard-codes to https, by the file that holds it. */
const replacements: Readonly<Record<string, readonly [string, string]>> = {
  'apis/signInWithRedirect.mjs': [
    '`https://${domain}/oauth2/authorize',
    '`http://${domain}/oauth2/authorize',
  ],
  'oauth/completeOAuthFlow.mjs': [
    "'https://' + domain + '/oauth2/token'",
    "'http://' + domain + '/oauth2/token'",
  ],
  'oauth/oAuthSignOutRedirect.mjs': ['`https://${domain}/logout', '`http://${domain}/logout'],
  'utils/openAuthSession.mjs': ["url.replace('http://', 'https://')", 'url'],
};

/**
 * Lets Amplify's hosted-UI code speak http, for the laptop edition only; the build fails when Amplify no longer
 * holds what is replaced.
 */
export function amplifyOverHttp(): Plugin {
  const pending = new Set(Object.keys(replacements));
  return {
    name: 'amplify-over-http',
    enforce: 'pre',
    apply: 'build',
    transform(code, id) {
      if (!id.includes('/@aws-amplify/auth/')) return undefined;
      for (const [file, [from, to]] of Object.entries(replacements)) {
        if (!id.endsWith(`/${file}`)) continue;
        if (!code.includes(from)) this.error(`${file} no longer holds ${from}`);
        pending.delete(file);
        return { code: code.replace(from, to), map: null };
      }
      return undefined;
    },
    buildEnd(error) {
      if (!error && pending.size > 0) this.error(`Amplify no longer has ${[...pending].join(', ')}`);
    },
  };
}
