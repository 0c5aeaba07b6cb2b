import type { RefusalReason } from '../model/refusal';

/** What Identity Center calls its own trouble; the same creation often works a moment later. */
const ITS_OWN = /internal (service|server|error|failure|exception)/i;
const DENIED = /^AccessDenied/;
const MISSING = /^ResourceNotFound|\b404\b|not found|does not exist/i;

/**
 * What a creation that was refused or ended as failed means: whether it is worth asking once more, and what people are told if it
 * stays at that. The words of Identity Center are always part of it.
 */
export function creationTrouble(reason: string): {
  readonly again: boolean;
  readonly refusal: RefusalReason;
} {
  return {
    again: ITS_OWN.test(reason),
    refusal: { code: 'assignment-failed', message: `${meaning(reason)} ${reason}` },
  };
}

function meaning(reason: string): string {
  if (DENIED.test(reason))
    return 'Identity Center does not let Hourglass assign this. The permission set may be in use in the management account by now, where only that account may assign it, or the rights of Hourglass have changed. Identity Center said:';
  if (MISSING.test(reason))
    return 'The person, the account or the permission set no longer exists in Identity Center:';
  return 'Identity Center refused:';
}
