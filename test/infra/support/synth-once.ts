import { SYNTHESIZED } from './assembly';
import { everyOption, exampleConfig, synthesize } from './installation';

/**
 * Loading the CDK takes longer than all tests of the templates together, so it is done once for all of them. Tests find the
 * synthesized stacks by this variable.
 */
export default function synthOnce(): void {
  process.env[SYNTHESIZED.example] = synthesize(exampleConfig(), { validated: true });
  process.env[SYNTHESIZED['every option']] = synthesize(everyOption(), { validated: true });
}
