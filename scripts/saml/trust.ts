/** What a metadata address and the identity provider in it must be like; each answers with what is wrong. */
export type Trust = {
  readonly address: (url: URL) => string | undefined;
  readonly entityId: (id: string) => string | undefined;
};

const METADATA = /^portal\.sso\.([a-z0-9-]+)\.(?:amazonaws\.com|amazonaws\.com\.cn|api\.aws)$/;

/** IAM Identity Center in a Region, and nobody else. */
export function identityCenterIn(region: string): Trust {
  return {
    address: (url) => addressProblem(url, region),
    entityId: (id) => {
      const url = URL.canParse(id) ? new URL(id) : undefined;
      const found = url && METADATA.exec(url.hostname)?.[1];
      if (!found || !url.pathname.startsWith('/saml/'))
        return `its entity id ${id} is not that of IAM Identity Center`;
      return found === region ? undefined : `it is of Identity Center in ${found}, not in ${region}`;
    },
  };
}

/** The laptop edition: whoever answers at its address, which is on this machine. */
export const LAPTOP: Trust = { address: () => undefined, entityId: () => undefined };

function addressProblem(url: URL, region: string): string | undefined {
  if (url.protocol !== 'https:') return 'it does not begin with https';
  if (/\.amazoncognito\.com(\.cn)?$/.test(url.hostname))
    return 'it is an address of Cognito, which goes into the application; what is needed here comes out of it';
  const found = METADATA.exec(url.hostname)?.[1];
  if (found === undefined || url.port !== '' || url.username !== '')
    return `its host is not portal.sso.${region}.amazonaws.com`;
  if (found !== region) return `it is of the Region ${found}, and this installation is in ${region}`;
  if (url.pathname.startsWith('/saml/assertion/'))
    return 'it is the sign-in address; take the one that is called "IAM Identity Center SAML metadata file"';
  if (url.pathname.startsWith('/saml/logout/'))
    return 'it is the sign-out address; take the one that is called "IAM Identity Center SAML metadata file"';
  return /^\/saml\/metadata\/.+/.test(url.pathname)
    ? undefined
    : 'its path does not begin with /saml/metadata/';
}
