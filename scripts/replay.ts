import { dynamoClient, lambdaClient, sqsClient } from '../aws/clients';
import { DynamoAuditTrail } from '../aws/dynamo-audit-trail';
import { LambdaFunctions } from '../aws/lambda-functions';
import { SqsFailures } from '../aws/sqs-failures';
import { systemClock } from '../aws/system-clock';
import { tableNames } from '../aws/tables';
import { runCommand } from './command-line';
import { openConfiguration } from './installation';
import { HELP, readOptions } from './replay/options';
import { replay } from './replay/run';

/** Shows and repeats what could not be done; see `--help`. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const { stage } = await openConfiguration(options, process.env);
  const functions = new LambdaFunctions(lambdaClient());
  const left = await replay(options, {
    stage,
    queues: new SqsFailures(sqsClient()),
    invoke: (name, payload) => functions.invoke(name, payload),
    trail: (table) => new DynamoAuditTrail(dynamoClient(), { ...tableNames(''), audit: table }),
    now: () => systemClock.now(),
    print: (line) => void process.stdout.write(`${line}\n`),
  });
  process.exitCode = left === 0 ? 0 : 1;
}

runCommand({ help: HELP, main });
