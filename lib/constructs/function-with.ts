import type { IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Wildcard } from './acknowledge';

/** A condition of an IAM statement. */
export type Conditions = Record<string, Record<string, string | string[]>>;

/** A function that declares the variables `V`: what a grant is given to, so that right and environment travel together. */
export interface FunctionWith<V extends string> extends IGrantable {
  /** Sets a declared environment variable. A property, not a method: only so does TypeScript compare `V` strictly. */
  readonly use: (name: V, value: string) => void;
  /** Adds actions on resources to the role of the function. A resource with a wildcard comes with its reason. */
  readonly allow: (
    actions: readonly string[],
    resources: readonly (string | Wildcard)[],
    conditions?: Conditions,
  ) => void;
}
