import type { UserPool } from 'aws-cdk-lib/aws-cognito';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';

/** Requests of one address in five minutes. A whole office behind one address renews its tokens every fifteen minutes. */
const MOST_REQUESTS = 2_000;

const visibility = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: true,
});

/** AWS WAF before the sign-in pages and the endpoints of the user pool. It costs extra. */
export class SignInFirewall extends Construct {
  constructor(scope: Construct, id: string, name: string, userPool: UserPool) {
    super(scope, id);
    const acl = new CfnWebACL(this, 'Acl', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: visibility(name),
      rules: [rate(), common()],
    });
    new CfnWebACLAssociation(this, 'Association', {
      resourceArn: userPool.userPoolArn,
      webAclArn: acl.attrArn,
    });
  }
}

function rate(): CfnWebACL.RuleProperty {
  return {
    name: 'rate',
    priority: 0,
    action: { block: {} },
    statement: {
      rateBasedStatement: { aggregateKeyType: 'IP', limit: MOST_REQUESTS, evaluationWindowSec: 300 },
    },
    visibilityConfig: visibility('rate'),
  };
}

function common(): CfnWebACL.RuleProperty {
  return {
    name: 'common',
    priority: 1,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name: 'AWSManagedRulesCommonRuleSet',
        // A signed SAML answer is often longer than the 8 kB that this rule allows: it is counted and not blocked.
        ruleActionOverrides: [{ name: 'SizeRestrictions_BODY', actionToUse: { count: {} } }],
      },
    },
    visibilityConfig: visibility('common'),
  };
}
