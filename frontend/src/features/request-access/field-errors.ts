import { CreateRequest, type RequestPreview } from '../../../../core/contract/requests';
import type { RefusalCode } from '../../../../core/model/refusal';
import { ApiProblem } from '../../api/problem';
import { formatMinutes } from '../../shared/duration';
import { issueText, sentence } from '../../shared/issue-text';
import { bodyOf, type Draft, minutesOf, startOf } from './draft';
import { strings } from './strings';
import type { JointTerms } from './joint-terms';

/** What is wrong, by the path of the field. */
export type FieldErrors = Readonly<Record<string, string>>;

/** Reasons that only say that somebody has not got so far yet. */
const unfinished: ReadonlySet<RefusalCode> = new Set([
  'justification-missing',
  'justification-too-short',
  'ticket-missing',
]);

/** Whether a reason would go away by filling in more. */
export const isUnfinished = (reason: { readonly code: RefusalCode }) => unfinished.has(reason.code);

/** `targets.0.accountId` and `targets[0].accountId` are one field. */
const normal = (path: string) => path.replace(/\.(\d+)(?=\.|$)/g, '[$1]');

/** What the contract's own schema says about the form. */
export function schemaErrors(draft: Draft): FieldErrors {
  const body = bodyOf(draft);
  if (!body) return {};
  const parsed = CreateRequest.safeParse(body);
  if (parsed.success) return {};
  return Object.fromEntries(
    parsed.error.issues.map((issue) => [normal(issue.path.map(String).join('.')), issueText(issue)]),
  );
}

/** What is not filled in yet, shown once somebody has tried to send the form. */
function missing(draft: Draft): FieldErrors {
  const errors: Record<string, string> = {};
  draft.targets.forEach((target, index) => {
    if (!target.account) errors[`targets[${index}].accountId`] = strings.accountMissing;
    else if (!target.permissionSet)
      errors[`targets[${index}].permissionSetArn`] = strings.permissionSetMissing;
  });
  if (draft.start === 'later' && !startOf(draft)) errors.startsAt = strings.startMissing;
  if (draft.justification.trim() === '') errors.justification = strings.justificationMissing;
  return errors;
}

type Facts = {
  readonly draft: Draft;
  readonly terms: JointTerms;
  readonly preview: RequestPreview | undefined;
  readonly problem: Error | null;
  readonly tried: boolean;
};

/** What to show next to which field: from the form, the preview and the last answer. */
export function fieldErrors({ draft, terms, preview, problem, tried }: Facts): FieldErrors {
  const reasons = (preview?.reasons ?? []).filter((reason) => tried || !isUnfinished(reason));
  const needsWhy = terms.justification.some((rule) => rule.required);
  const { justification, ...others } = tried ? missing(draft) : {};
  return {
    ...others,
    ...(justification && needsWhy ? { justification } : {}),
    ...durationErrors(draft, terms),
    ...byField(reasons),
    ...(problem instanceof ApiProblem
      ? byField([...(problem.problem.fields ?? []), ...(problem.problem.reasons ?? [])])
      : {}),
    ...schemaErrors(draft),
  };
}

function durationErrors(draft: Draft, terms: JointTerms): FieldErrors {
  const minutes = minutesOf(draft);
  if (minutes === undefined) return { minutes: strings.durationMissing };
  return minutes > terms.maxMinutes
    ? { minutes: strings.durationTooLong(formatMinutes(terms.maxMinutes)) }
    : {};
}

function byField(
  entries: readonly { readonly field?: string | undefined; readonly message: string }[],
): FieldErrors {
  return Object.fromEntries(
    entries.flatMap(({ field, message }) => (field ? [[normal(field), sentence(message)]] : [])),
  );
}
