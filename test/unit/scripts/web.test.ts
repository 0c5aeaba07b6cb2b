import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLE_CONFIG, readConfig } from '../../../lib/config/read-config';
import { outputsFromFile } from '../../../scripts/outputs';
import { BadOptionError } from '../../../scripts/command-line';
import { readWebOptions } from '../../../scripts/web/options';
import { FilesNotWrittenError, runWeb, type WebDeps } from '../../../scripts/web/run';

const OUTPUTS = {
  'Hourglass-prod-Api': { ApiUrl: 'https://abc123.execute-api.eu-west-1.amazonaws.com' },
  'Hourglass-prod-Identity': { UserPoolId: 'eu-west-1_AbCdEf', WebClientId: 'client' },
};

describe('npm run web', () => {
  let folder: string;
  const lines: string[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hourglass-web-'));
    lines.length = 0;
    mkdirSync(join(folder, 'build', 'assets'), { recursive: true });
    writeFileSync(join(folder, 'build', 'index.html'), '<html><head></head></html>');
    writeFileSync(join(folder, 'build', 'assets', 'index-1a2b.js'), 'run()');
    writeFileSync(join(folder, 'build', '.inputs'), 'a stamp of the builder');
    writeFileSync(join(folder, 'outputs.json'), JSON.stringify(OUTPUTS));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const deps = (web: Partial<WebDeps['config']['web']> = {}): WebDeps => {
    const config = readConfig(EXAMPLE_CONFIG);
    return {
      config: {
        ...config,
        web: { ...config.web, hosting: 'own', url: 'https://access.example.com', ...web },
      },
      outputsOf: outputsFromFile('prod', join(folder, 'outputs.json')),
      build: async () => join(folder, 'build'),
      say: (line) => void lines.push(line),
    };
  };

  test('writes the app of the installation, and what it has to be served with', async () => {
    const out = join(folder, 'out');
    await runWeb(out, deps());
    expect(readdirSync(out, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual([
      'assets',
      join('assets', 'index-1a2b.js'),
      'config.json',
      'index.html',
    ]);
    expect(JSON.parse(readFileSync(join(out, 'config.json'), 'utf8'))).toEqual({
      apiUrl: OUTPUTS['Hourglass-prod-Api'].ApiUrl,
      region: 'eu-west-1',
      userPoolId: 'eu-west-1_AbCdEf',
      userPoolClientId: 'client',
      signInDomain: 'hourglass-example.auth.eu-west-1.amazoncognito.com',
      identityProvider: 'IdentityCenter',
      redirectUri: 'https://access.example.com/',
    });
    const said = lines.join('\n');
    expect(said).toContain(`connect-src 'self' ${OUTPUTS['Hourglass-prod-Api'].ApiUrl} `);
    expect(said).not.toContain('*.execute-api');
    expect(said).toContain("frame-ancestors 'none'");
    expect(said).toContain('/assets/* with Cache-Control: public, max-age=31536000, immutable');
  });

  test('does not write among other files: what is old would be served too', async () => {
    await expect(runWeb(join(folder, 'build'), deps())).rejects.toThrow(FilesNotWrittenError);
  });

  test('has to know where the app is opened', async () => {
    await expect(runWeb(join(folder, 'out'), deps({ url: undefined }))).rejects.toThrow('web.url');
  });

  test('says what was not deployed, and writes nothing', async () => {
    writeFileSync(join(folder, 'outputs.json'), JSON.stringify({ ...OUTPUTS, 'Hourglass-prod-Api': {} }));
    await expect(runWeb(join(folder, 'out'), deps())).rejects.toThrow('no output ApiUrl');
    expect(readdirSync(folder)).not.toContain('out');
  });

  test('reads its options', () => {
    expect(readWebOptions(['--out', 'x', '--outputs', 'o.json'])).toEqual({ out: 'x', outputs: 'o.json' });
    expect(() => readWebOptions([])).toThrow(BadOptionError);
    expect(() => readWebOptions(['--colour'])).toThrow("Unknown option '--colour'");
  });
});
