import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DAY, HOUR } from '../../../core/model/instant';
import { memorySection } from '../../../local/aws/service';
import { IdentityProvider } from '../../../local/sign-in/identity-provider';
import { EXAMPLE_CONFIG, parseConfig } from '../../../lib/config/read-config';
import { MissingOutputError, outputsFromFile } from '../../../scripts/outputs';
import { fetchMetadata } from '../../../scripts/saml/fetch-metadata';
import { consoleLink } from '../../../scripts/saml/guide';
import { BadOptionError } from '../../../scripts/command-line';
import { readSamlOptions } from '../../../scripts/saml/options';
import { runSaml, type SamlDeps } from '../../../scripts/saml/run';
import { saveAddress } from '../../../scripts/saml/save-address';
import { LAPTOP } from '../../../scripts/saml/trust';

/** The laptop's certificate begins when it is made, in real time. */
const NOW = Date.now() + HOUR;
const OUTPUTS = {
  'Hourglass-prod-Identity': {
    SamlAcsUrl: 'https://hourglass-example.auth.eu-west-1.amazoncognito.com/saml2/idpresponse',
    SamlAudience: 'urn:amazon:cognito:sp:eu-west-1_AbCdEf',
  },
  'Hourglass-prod-Web': { AppUrl: 'https://main.dexample.amplifyapp.com' },
};

describe('npm run saml', () => {
  let folder: string;
  let config: string;
  let server: Server;
  let answer: RequestListener;
  let address: string;
  const lines: string[] = [];

  const laptop = new IdentityProvider({
    entityId: 'urn:hourglass:access-portal',
    application: { audience: 'urn:amazon:cognito:sp:pool', acsUrls: [] },
    section: memorySection(),
    now: () => NOW,
  });

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hourglass-saml-'));
    config = join(folder, 'hourglass.config.json');
    const { signIn, ...rest } = JSON.parse(readFileSync(EXAMPLE_CONFIG, 'utf8'));
    delete signIn.samlMetadataUrl;
    writeFileSync(config, JSON.stringify({ ...rest, signIn }, null, 2));
    writeFileSync(join(folder, 'outputs.json'), JSON.stringify(OUTPUTS));
    lines.length = 0;
    answer = (_, response) => void laptop.metadata('http://localhost').then((text) => response.end(text));
    server = createServer((request, response) => answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const where = server.address();
    address = `http://127.0.0.1:${typeof where === 'object' && where ? where.port : 0}/saml/metadata/1`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    rmSync(folder, { recursive: true });
  });

  /** Trusts the laptop's own identity provider, which the product never does. */
  const deps = (changes: Partial<SamlDeps> = {}): SamlDeps => ({
    config: parseConfig(JSON.parse(readFileSync(config, 'utf8')), config),
    outputsOf: outputsFromFile('prod', join(folder, 'outputs.json')),
    trust: LAPTOP,
    fetch: fetchMetadata,
    ask: async () => undefined,
    save: () => saveAddress(config, 'https://portal.sso.eu-west-1.amazonaws.com/saml/metadata/MTEx'),
    say: (line) => void lines.push(line),
    now: NOW,
    ...changes,
  });
  const said = () => lines.join('\n');
  const saved = () => JSON.parse(readFileSync(config, 'utf8')).signIn.samlMetadataUrl;

  test('prints what to paste where', async () => {
    expect(await runSaml({ check: false }, deps())).toBe(0);
    expect(said()).toContain(
      'https://console.aws.amazon.com/singlesignon/applications/home?region=eu-west-1',
    );
    for (const value of [
      OUTPUTS['Hourglass-prod-Identity'].SamlAcsUrl,
      OUTPUTS['Hourglass-prod-Identity'].SamlAudience,
      OUTPUTS['Hourglass-prod-Web'].AppUrl,
      '${user:subject}   persistent',
      '${user:email}     basic',
    ])
      expect(said()).toContain(value);
    expect(said()).toContain('npm run saml -- ');
    expect(saved()).toBeUndefined();
  });

  test('asks, checks what is said, and writes it down for the next deployment', async () => {
    expect(await runSaml({ check: false }, deps({ ask: async () => ` ${address}\n` }))).toBe(0);
    expect(said()).toMatch(/valid until \d{4}-\d\d-\d\d/);
    expect(said()).toContain('npx cdk deploy --all');
    expect(saved()).toBe('https://portal.sso.eu-west-1.amazonaws.com/saml/metadata/MTEx');
  });

  test('leaves everything else in the file as it is, in its order', async () => {
    const before = JSON.parse(readFileSync(config, 'utf8'));
    await runSaml({ check: false, address }, deps());
    const after = JSON.parse(readFileSync(config, 'utf8'));
    delete after.signIn.samlMetadataUrl;
    expect(JSON.stringify(after)).toBe(JSON.stringify(before));
  });

  describe('writes nothing, says what is wrong and fails', () => {
    test.each<[string, string | undefined, RequestListener, string]>([
      ['what is no address', 'metadata', () => undefined, 'not an address'],
      ['nothing there', undefined, (_, response) => response.writeHead(404).end(), 'status 404'],
      ['a failure', undefined, (_, response) => response.writeHead(500).end(), 'status 500'],
      [
        'another address',
        undefined,
        (_, response) => response.writeHead(302, { location: 'https://example.com' }).end(),
        'leads to another address',
      ],
      ['a web page', undefined, (_, response) => response.end('<html></html>'), 'a web page'],
      ['much too much', undefined, (_, response) => response.end('x'.repeat(300_000)), 'too long'],
      ['a closed line', undefined, (request) => request.socket.destroy(), 'cannot be reached'],
    ])('%s', async (_, given, listener, problem) => {
      answer = listener;
      expect(await runSaml({ check: false, address: given ?? address }, deps())).toBe(1);
      expect(said()).toContain(problem);
      expect(said()).toContain('Nothing was changed.');
      expect(saved()).toBeUndefined();
    });
  });

  describe('--check', () => {
    test('fails before there is a pairing', async () => {
      expect(await runSaml({ check: true }, deps())).toBe(1);
      expect(said()).toContain('Not paired yet');
    });

    const paired = (url: string) => {
      const { config: unpaired } = deps();
      return deps({ config: { ...unpaired, signIn: { ...unpaired.signIn, samlMetadataUrl: url } } });
    };

    test('says until when the certificate is valid, and warns a month before', async () => {
      expect(await runSaml({ check: true }, paired(address))).toBe(0);
      expect(said()).toContain('valid until');
      expect(said()).not.toContain('Renew it');
      const [, end = ''] = /valid until (\S+)/.exec(said()) ?? [];
      const late = { ...paired(address), now: Date.parse(end) - 10 * DAY };
      expect(await runSaml({ check: true }, late)).toBe(0);
      expect(said()).toContain('Renew it');
    });

    test.each([
      ['is over', 40 * 365 * DAY, /certificate is over since \d{4}-\d\d-\d\d/],
      ['has not begun', -2 * DAY, /certificate begins on \d{4}-\d\d-\d\d only/],
    ])('says that the certificate %s', async (_, later, problem) => {
      expect(await runSaml({ check: true }, { ...paired(address), now: NOW + later })).toBe(1);
      expect(said()).toMatch(problem);
    });

    test('says that the application was deleted', async () => {
      answer = (_, response) => response.writeHead(404).end();
      expect(await runSaml({ check: true }, paired(address))).toBe(1);
      expect(said()).toContain('the application was deleted');
    });
  });

  test('says what is missing when nothing was deployed', async () => {
    writeFileSync(join(folder, 'outputs.json'), '{}');
    await expect(runSaml({ check: false }, deps())).rejects.toThrow(MissingOutputError);
  });

  test('names the console of the partition', () => {
    expect(consoleLink('us-gov-west-1')).toMatch(
      /^https:\/\/console\.amazonaws-us-gov\.com\/.*us-gov-west-1/,
    );
    expect(consoleLink('cn-north-1')).toMatch(/^https:\/\/console\.amazonaws\.cn\/.*cn-north-1/);
  });

  test.each([
    [[], { check: false }],
    [['--check'], { check: true }],
    [
      ['https://a', '--config', 'c.json', '--outputs', 'o.json'],
      { check: false, address: 'https://a', config: 'c.json', outputs: 'o.json' },
    ],
  ])('reads %j', (args, options) => expect(readSamlOptions(args)).toEqual(options));

  test.each([[['a', 'b']], [['a', '--check']], [['--colour']]])('refuses %j', (args) => {
    expect(() => readSamlOptions(args)).toThrow(BadOptionError);
  });
});
