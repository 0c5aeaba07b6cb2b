import type { RequestDetail } from '../../../../core/contract/requests';
import type { BodyIn } from '../../../../core/contract/routes';
import { inUnit, minutesPer, type Unit } from '../../shared/duration';

/** One row of the form: what is chosen so far. */
export type DraftTarget = {
  readonly key: string;
  readonly account?: { readonly id: string; readonly name: string; readonly path: string } | undefined;
  readonly permissionSet?: { readonly arn: string; readonly name: string } | undefined;
};

/** What the form holds, finished or not. */
export type Draft = {
  readonly targets: readonly DraftTarget[];
  readonly start: 'now' | 'later';
  /** Local date, `YYYY-MM-DD`, and time, `hh:mm`. */
  readonly date: string;
  readonly time: string;
  readonly amount: string;
  readonly unit: Unit;
  readonly justification: string;
  readonly ticket: string;
};

export type Body = Exclude<BodyIn<'createRequest'>, undefined>;

export const newTarget = (): DraftTarget => ({ key: crypto.randomUUID() });

/** An empty form. */
export const emptyDraft = (): Draft => ({
  targets: [newTarget()],
  start: 'now',
  date: '',
  time: '',
  amount: '1',
  unit: 'hours',
  justification: '',
  ticket: '',
});

/** A form filled in as an earlier request was, to start as soon as it is approved. */
export function draftFrom(request: RequestDetail): Draft {
  const { amount, unit } = inUnit(request.minutes);
  return {
    ...emptyDraft(),
    targets: request.targets.map((target) => ({
      key: crypto.randomUUID(),
      account: { id: target.accountId, name: target.accountName, path: '' },
      permissionSet: { arn: target.permissionSetArn, name: target.permissionSetName },
    })),
    amount: String(amount),
    unit,
    justification: request.justification,
    ticket: request.ticket ?? '',
  };
}

/** The length in minutes; undefined while it is no whole number above zero. */
export function minutesOf(draft: Pick<Draft, 'amount' | 'unit'>): number | undefined {
  if (!/^\d{1,6}$/.test(draft.amount.trim())) return undefined;
  const minutes = Number(draft.amount) * minutesPer[draft.unit];
  return minutes > 0 ? minutes : undefined;
}

/** The start as ISO 8601; undefined while date or time is not filled in. */
export function startOf(draft: Pick<Draft, 'date' | 'time'>): string | undefined {
  const at = new Date(`${draft.date}T${draft.time}`);
  return draft.time === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** The request that the form stands for; undefined while something is missing without which nothing can be said. */
export function bodyOf(draft: Draft): Body | undefined {
  const minutes = minutesOf(draft);
  const startsAt = draft.start === 'later' ? startOf(draft) : undefined;
  const targets = draft.targets.flatMap(({ account, permissionSet }) =>
    account && permissionSet ? [{ accountId: account.id, permissionSetArn: permissionSet.arn }] : [],
  );
  if (minutes === undefined || targets.length < draft.targets.length) return undefined;
  if (draft.start === 'later' && !startsAt) return undefined;
  const ticket = draft.ticket.trim();
  return {
    targets,
    minutes,
    justification: draft.justification,
    ...(startsAt ? { startsAt } : {}),
    ...(ticket ? { ticket } : {}),
  };
}
