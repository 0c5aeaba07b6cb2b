import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** One thing that a rule of cdk-nag does not like. */
export type Finding = { readonly rule: string; readonly path: string; readonly says: string };

/** A finding that stays, with its reason, for a construct and what is inside of it. */
export type Acknowledgement = { readonly rule: string; readonly path: string; readonly reason: string };

/** Everything that the AwsSolutions rules say of an app, acknowledged or not. */
export function findingsOf(app: IConstruct): Finding[] {
  const pack = new AwsSolutionsChecks();
  // What is acknowledged is decided here, so that acknowledgements without a finding are noticed too.
  Object.assign(pack, { isAcknowledged: () => false });
  return pack.validateScope(app).violations.flatMap(({ ruleName, description, violatingResources }) =>
    violatingResources.map(({ constructPath }) => ({
      rule: ruleName,
      path: constructPath ?? '',
      says: description,
    })),
  );
}

/** Every acknowledgement in an app. */
export function acknowledgementsOf(app: IConstruct): Acknowledgement[] {
  return app.node.findAll().flatMap(({ node }) =>
    node.metadata
      .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
      .flatMap(({ data }) => Object.entries(data as Record<string, string>))
      .map(([rule, reason]) => ({ rule: rule.replace(/^Annotation::/, ''), path: node.path, reason })),
  );
}

/** Whether an acknowledgement is about a finding: the same rule, in the construct or inside of it. */
export function covers(acknowledgement: Acknowledgement, finding: Finding): boolean {
  return acknowledgement.rule === finding.rule && `${finding.path}/`.startsWith(`${acknowledgement.path}/`);
}
