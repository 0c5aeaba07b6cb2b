import { filesFor, UnusableWebBuildError } from '../../../../core/rules/web-files';
import type { WebConfig } from '../../../../core/contract/web-config';

const CONFIG: WebConfig = {
  apiUrl: 'https://abc123.execute-api.eu-west-1.amazonaws.com',
  region: 'eu-west-1',
  userPoolId: 'eu-west-1_AbCdEf',
  userPoolClientId: 'client',
  signInDomain: 'hourglass.auth.eu-west-1.amazoncognito.com',
  identityProvider: 'IdentityCenter',
  redirectUri: 'https://access.example.com/',
};
const page = (text: string) => ({ 'index.html': Buffer.from(text) });
const textOf = (files: Readonly<Record<string, Uint8Array>>, path: string) =>
  Buffer.from(files[path]!).toString();
const PAGE = '<!doctype html><html><head><script src="/assets/a.js"></script></head><body>ü</body></html>';

describe('the files of one installation', () => {
  test('are those of the build with its configuration beside them', () => {
    const script = Buffer.from('run()');
    const files = filesFor({ ...page(PAGE), 'assets/a.js': script }, CONFIG);
    expect(Object.keys(files).toSorted()).toEqual(['assets/a.js', 'config.json', 'index.html']);
    expect(files['assets/a.js']).toBe(script);
    expect(JSON.parse(textOf(files, 'config.json'))).toEqual(CONFIG);
  });

  test('let the page speak to its own API and sign-in alone, before any script', () => {
    const text = textOf(filesFor(page(PAGE), CONFIG), 'index.html');
    expect(text).toContain(
      `<head><meta http-equiv="Content-Security-Policy" content="connect-src 'self' https://abc123.execute-api.eu-west-1.amazonaws.com https://hourglass.auth.eu-west-1.amazoncognito.com https://cognito-idp.eu-west-1.amazonaws.com" /><script`,
    );
    expect(text.replace(/<meta[^>]+>/, '')).toBe(PAGE);
  });

  test('name the endpoint of the user pool where it is not the usual one', () => {
    const userPoolEndpoint = 'https://cognito-idp-fips.us-gov-west-1.amazonaws.com/';
    const text = textOf(filesFor(page(PAGE), { ...CONFIG, userPoolEndpoint }), 'index.html');
    expect(text).toContain(' https://cognito-idp-fips.us-gov-west-1.amazonaws.com" />');
    expect(text).not.toContain('https://cognito-idp.eu-west-1');
  });

  test.each([
    ['there is no page', {}, 'no index.html'],
    ['the page has no head', page('<html></html>'), 'not exactly one <head>'],
    ['the page has two heads', page('<head></head><head></head>'), 'not exactly one <head>'],
  ])('are not made when %s', (_, build, reason) => {
    expect(() => filesFor(build, CONFIG)).toThrow(UnusableWebBuildError);
    expect(() => filesFor(build, CONFIG)).toThrow(reason);
  });
});
