import { parseArgs } from 'node:util';
import { z } from 'zod';
import { dynamoClient } from '../aws/clients';
import { migratePage } from '../aws/migrate-page';
import { MIGRATIONS } from '../core/contract/migrations';
import { checkedOptions, parsedArgs, runCommand } from './command-line';
import { migrateTable } from './migrate/migrate-table';

const HELP = `npm run migrate -- --table requests|assignments|policies|directory --name NAME [--apply] [--from KEY]

Brings the items of a table into the shape of this version. Can be repeated, and while Hourglass runs; never touches the audit trail.
  --table   which table, and --name its real name: aws cloudformation list-stack-resources --stack-name Hourglass-<stage>-Data
  --apply   do it; without it only what would be done is counted
  --from    go on where an earlier run stopped: the key that it printed

Exit code 0: done. 1: some items were changed by somebody else at that moment; run it again. 2: it could not be done.
`;

const TABLES = ['requests', 'assignments', 'policies', 'directory'] as const;

const Options = z.strictObject({
  table: z.enum(TABLES, { error: `must be one of ${TABLES.join(', ')}` }),
  name: z.string().min(3).max(255),
  apply: z.boolean(),
  from: z
    .string()
    .transform(keyIn)
    .pipe(z.record(z.string(), z.unknown(), { error: 'must be a key as an earlier run has printed it' }))
    .optional(),
});

/** What stands in JSON; `undefined` when it is none, which is no key. */
function keyIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const options = { table: text, name: text, from: text, apply: flag } as const;
  const values = parsedArgs(() => parseArgs({ options }).values);
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const { table, name: tableName, apply, from } = checkedOptions(Options, values);
  const migrations = MIGRATIONS.filter((migration) => migration.table === table);
  if (migrations.length === 0) return say(`There is no migration of ${table}: nothing to do.`);
  const run = await migrateTable(
    (after) => migratePage(dynamoClient(), { table, tableName, migrations, apply, after }),
    say,
    from,
  );
  for (const { name } of migrations)
    say(`${name}: ${run.did[name] ?? 0} items ${apply ? 'changed' : 'to change'}`);
  say(`${run.seen} items looked at${run.busy > 0 ? `, ${run.busy} busy: run this again` : ''}.`);
  if (run.busy > 0) process.exitCode = 1;
}

runCommand({ help: HELP, main });
