/** The part of samlp that the identity provider uses; the package has no types of its own. */
declare module 'samlp' {
  type ParsedRequest = {
    readonly id?: string;
    readonly issuer?: string;
    readonly assertionConsumerServiceURL?: string;
    readonly destination?: string;
  };

  type ProfileMapper = (user: unknown) => {
    getClaims(): Record<string, string>;
    getNameIdentifier(): { nameIdentifier: string; nameIdentifierFormat: string };
  };

  type ResponseOptions = {
    issuer: string;
    cert: string;
    key: string;
    audience: string;
    recipient: string;
    destination: string;
    inResponseTo: string;
    lifetimeInSeconds: number;
    signatureAlgorithm: 'rsa-sha256';
    digestAlgorithm: 'sha256';
    signResponse: boolean;
    sessionIndex: string;
    authnContextClassRef: string;
    profileMapper: ProfileMapper;
  };

  const samlp: {
    parseRequest(
      request: { query: { SAMLRequest: string } },
      callback: (error: unknown, request?: ParsedRequest) => void,
    ): void;
    getSamlResponse(
      options: ResponseOptions,
      user: unknown,
      callback: (error: unknown, response: string) => void,
    ): void;
  };
  export default samlp;
}
