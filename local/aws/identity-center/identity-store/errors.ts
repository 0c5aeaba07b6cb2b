import { ServiceError } from '../../service';

/** The kinds of thing that the identity store can miss. */
export type ResourceType = 'USER' | 'GROUP' | 'GROUP_MEMBERSHIP' | 'IDENTITY_STORE';

/** The identity store has no such thing. */
export function notFound(type: ResourceType, id: string): ServiceError {
  return new ServiceError('ResourceNotFoundException', `${type} not found.`, 400, {
    ResourceType: type,
    ResourceId: id,
  });
}

/** The identity store has one like that already. */
export function duplicate(what: string): ServiceError {
  return new ServiceError('ConflictException', `Duplicate ${what}`, 400, {
    Reason: 'UNIQUENESS_CONSTRAINT_VIOLATION',
  });
}
