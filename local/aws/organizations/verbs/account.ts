import { z } from 'zod';
import { ServiceError } from '../../service';
import type { Operations } from '../../support/operation';
import { page } from '../../support/paging';
import { tagList } from '../../support/tags';
import { wireTime } from '../../support/wire-time';
import { answeredAccount, answeredCreation } from '../answers';
import { missing } from '../errors';
import { accountId, PAGING, paged, parentId, verb } from '../input';
import type { Organization } from '../organization';

const createAccountInput = z.strictObject({
  Email: z
    .string()
    .min(6)
    .max(64)
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@]+$/),
  AccountName: z
    .string()
    .min(1)
    .max(50)
    .regex(/^[\u0020-\u007E]+$/),
  RoleName: z
    .string()
    .max(64)
    .regex(/^[\w+=,.@-]+$/)
    .optional(),
  IamUserAccessToBilling: z.enum(['ALLOW', 'DENY']).optional(),
  Tags: tagList.optional(),
});
const describeCreateAccountStatusInput = z.strictObject({
  CreateAccountRequestId: z.string().regex(/^car-[a-z0-9]{8,32}$/),
});
const describeAccountInput = z.strictObject({ AccountId: accountId });
const listAccountsInput = z.strictObject(paged);
const listAccountsForParentInput = z.strictObject({ ParentId: parentId, ...paged });
const moveAccountInput = z.strictObject({
  AccountId: accountId,
  SourceParentId: parentId,
  DestinationParentId: parentId,
});
const closeAccountInput = z.strictObject({ AccountId: accountId });

/** The calls about accounts. */
export function account(organization: Organization): Operations {
  const { creations, ids, timeline, tree } = organization;
  return {
    CreateAccount: verb(createAccountInput, ({ Email: email, AccountName: accountName, Tags: tags = [] }) => {
      const request = { id: `car-${ids.hex(32)}`, accountName, requestedAt: timeline.now() };
      if (organization.hasEmail(email)) {
        creations.set(request.id, { ...request, failureReason: 'EMAIL_ALREADY_EXISTS' });
      } else {
        const created = organization.addAccount(accountName, email);
        creations.set(request.id, { ...request, accountId: created.id });
        if (tags.length > 0) organization.tag(created.id, tags);
      }
      organization.changed();
      // Finished already, but AWS never says so at once, nor names the account.
      const RequestedTimestamp = wireTime(request.requestedAt);
      const started = {
        Id: request.id,
        AccountName: accountName,
        State: 'IN_PROGRESS',
        RequestedTimestamp,
      };
      return { CreateAccountStatus: started };
    }),
    DescribeCreateAccountStatus: verb(describeCreateAccountStatusInput, ({ CreateAccountRequestId: id }) => {
      const creation = creations.get(id);
      if (!creation) throw missing('CreateAccountStatus', id);
      return { CreateAccountStatus: answeredCreation(creation) };
    }),
    DescribeAccount: verb(describeAccountInput, ({ AccountId }) => ({
      Account: answeredAccount(organization, organization.requireAccount(AccountId)),
    })),
    ListAccounts: verb(listAccountsInput, (input) => {
      const { items, NextToken } = page(tree.accounts(), input, 'ListAccounts', PAGING);
      return { Accounts: items.map((one) => answeredAccount(organization, one)), NextToken };
    }),
    ListAccountsForParent: verb(listAccountsForParentInput, (input) => {
      organization.requireParent(input.ParentId);
      const accounts = tree.accountsUnder(input.ParentId);
      const { items, NextToken } = page(accounts, input, `ListAccountsForParent|${input.ParentId}`, PAGING);
      return { Accounts: items.map((one) => answeredAccount(organization, one)), NextToken };
    }),
    MoveAccount: verb(moveAccountInput, ({ AccountId, SourceParentId: from, DestinationParentId: to }) => {
      const moved = organization.requireAccount(AccountId);
      if (moved.parentId !== from) throw missing('SourceParent', from);
      if (!tree.isParent(to)) throw missing('DestinationParent', to);
      if (from === to) {
        throw new ServiceError('DuplicateAccountException', `Account ${AccountId} is already in ${to}.`);
      }
      organization.change(moved, { parentId: to });
      return {};
    }),
    CloseAccount: verb(closeAccountInput, ({ AccountId }) => {
      const closing = organization.requireAccount(AccountId);
      if (AccountId === organization.managementAccountId) {
        const reason = { Reason: 'CANNOT_CLOSE_MANAGEMENT_ACCOUNT' };
        const message = 'The management account cannot be closed through this API.';
        throw new ServiceError('ConstraintViolationException', message, 400, reason);
      }
      if (closing.state === 'CLOSED' || closing.state === 'PENDING_CLOSURE') {
        throw new ServiceError('AccountAlreadyClosedException', `Account ${AccountId} is already closed.`);
      }
      organization.change(closing, { state: 'CLOSED' });
      return {};
    }),
  };
}
