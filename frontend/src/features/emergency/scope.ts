import type { EmergencyScope } from '../../../../core/model/emergency';

/** What an emergency can be about. */
export type ScopeKind = EmergencyScope['kind'];

/** What was chosen so far; `scope` is absent until everything is. */
export type Draft = {
  readonly kind: ScopeKind;
  readonly scope?: EmergencyScope;
  /** How the chosen one is shown. */
  readonly label?: string;
};

/** The scope that a directory entry stands for. */
export function scopeOf(kind: 'person' | 'account' | 'permission-set', id: string): EmergencyScope {
  switch (kind) {
    case 'person':
      return { kind, userId: id };
    case 'account':
      return { kind, accountId: id };
    case 'permission-set':
      return { kind, permissionSetArn: id };
  }
}
