import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { z } from 'zod';

/** A resource of a statement that ends in a wildcard because nothing narrower can be written, and the reason. */
export type Wildcard = { readonly arn: string; readonly because: string };

/**
 * Says why a finding of cdk-nag stays, beside the construct that it is about. It counts for the construct and what is inside of it. A
 * test fails for findings that nobody acknowledged, and for acknowledgements without a finding.
 */
export function acknowledge(construct: IConstruct, rule: string, because: string): void {
  Validations.of(construct).acknowledge({ id: `AwsSolutions-${rule}`, reason: because });
}

/** Acknowledges a wildcard in the policy of a role. */
export function acknowledgeWildcard(role: IConstruct, { arn, because }: Wildcard): void {
  acknowledge(role, `IAM5[Resource::${asNagWrites(Stack.of(role).resolve(arn))}]`, because);
}

const Join = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) });
const Attribute = z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) });
const Reference = z.object({ Ref: z.string() });

/** An ARN as findings name it: references in angle brackets. */
function asNagWrites(value: unknown): string {
  const join = Join.safeParse(value).data?.['Fn::Join'];
  if (join) return join[1].map(asNagWrites).join(join[0]);
  const attribute = Attribute.safeParse(value).data?.['Fn::GetAtt'];
  if (attribute) return `<${attribute.join('.')}>`;
  const reference = Reference.safeParse(value).data;
  return reference ? `<${reference.Ref}>` : String(value);
}
