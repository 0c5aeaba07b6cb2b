import { ServiceError } from '../service';

/** Organizations' error for an input that breaks a rule. */
export function invalidInput(message: string): ServiceError {
  return new ServiceError('InvalidInputException', message, 400, { Reason: 'INVALID_PATTERN' });
}

/** Something that the call names does not exist: an error of its own for each kind. */
export function missing(
  kind:
    | 'Account'
    | 'Child'
    | 'CreateAccountStatus'
    | 'DestinationParent'
    | 'OrganizationalUnit'
    | 'Parent'
    | 'SourceParent'
    | 'Target',
  id: string,
): ServiceError {
  return new ServiceError(`${kind}NotFoundException`, `You specified one that doesn't exist: ${id}`);
}
