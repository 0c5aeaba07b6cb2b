import { z } from 'zod';

/** One version of a secret's value. */
export const Version = z.object({
  id: z.string(),
  /** Epoch milliseconds. */
  createdAt: z.number(),
  text: z.string().optional(),
  /** base64 */
  binary: z.string().optional(),
  stages: z.array(z.string()),
});
export type Version = z.infer<typeof Version>;

/** A secret with all its versions. */
export const Secret = z.object({
  name: z.string(),
  arn: z.string(),
  description: z.string().optional(),
  /** Epoch milliseconds. */
  createdAt: z.number(),
  /** Epoch milliseconds. */
  changedAt: z.number(),
  /** Epoch milliseconds; absent: not marked for deletion. */
  deletedAt: z.number().optional(),
  versions: z.array(Version),
});
export type Secret = z.infer<typeof Secret>;

const CURRENT = 'AWSCURRENT';
const PREVIOUS = 'AWSPREVIOUS';

/**
 * Adds a version and moves its stages to it; what was current becomes previous, and what has no stage left is
 * forgotten.
 */
export function withVersion(secret: Secret, added: Version): Secret {
  const isNewCurrent = added.stages.includes(CURRENT);
  const older = secret.versions.map((version) => {
    const stages = version.stages.filter((stage) => !added.stages.includes(stage));
    if (!isNewCurrent) return { ...version, stages };
    const others = stages.filter((stage) => stage !== PREVIOUS);
    return { ...version, stages: version.stages.includes(CURRENT) ? [...others, PREVIOUS] : others };
  });
  const versions = [...older.filter(({ stages }) => stages.length > 0), added];
  return { ...secret, versions, changedAt: added.createdAt };
}

/** The version with this id and this stage, whichever is given; the current one if neither is. */
export function findVersion(
  secret: Secret,
  id: string | undefined,
  stage: string | undefined,
): Version | undefined {
  const wanted = stage ?? (id === undefined ? CURRENT : undefined);
  return secret.versions.find(
    (version) =>
      (id === undefined || version.id === id) && (wanted === undefined || version.stages.includes(wanted)),
  );
}
