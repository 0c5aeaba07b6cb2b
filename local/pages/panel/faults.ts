import { z } from 'zod';
import { type ArmedFault, FaultRequest } from '../../aws/faults';
import { html, type Html } from '../html';
import { problemPage } from '../page';
import { formFields, redirect } from '../request';
import type { PanelContext } from './context';

const KINDS = [
  ['throttle', 'Throttle: refuse the call with “rate exceeded”'],
  ['conflict', 'Conflict: refuse it because another operation is in progress'],
  ['fail', 'Fail: answer with an internal error'],
  ['deny', 'Deny: refuse it for want of a right'],
  ['fail-operation', 'Fail the operation: accept an assignment operation or a query, then let it fail'],
  ['delay', 'Delay: let assignment operations or queries take longer'],
] as const;

const SERVICES = [
  ['', 'Any service'],
  ['sso_admin', 'IAM Identity Center (assignments, permission sets)'],
  ['identitystore', 'Identity store (people, groups)'],
  ['organizations', 'Organizations'],
  ['dynamodb', 'DynamoDB'],
  ['sfn', 'Step Functions'],
  ['ses', 'SES (email)'],
  ['secrets_manager', 'Secrets Manager'],
  ['athena', 'Athena'],
  ['cloudtrail', 'CloudTrail'],
] as const;

const OPERATIONS = [
  'CreateAccountAssignment',
  'DeleteAccountAssignment',
  'ListAccountAssignments',
  'DescribeAccountAssignmentCreationStatus',
  'DescribeAccountAssignmentDeletionStatus',
  'DescribeUser',
  'IsMemberInGroups',
  'TransactWriteItems',
  'StartExecution',
  'SendTaskSuccess',
  'SendEmail',
  'StartQueryExecution',
  'GetQueryResults',
];

/** What is to go wrong: a form to arm a fault, and what is armed. */
export function faultsSection({ services }: PanelContext): Html {
  const armed = services.faults.list();
  return html`<section class="card"><h2 style="margin-top:0">Faults</h2>
<form method="post" action="/panel/faults">
<p><label for="kind">What goes wrong</label><select id="kind" name="kind">${KINDS.map(option)}</select></p>
<p><label for="service">In which service</label><select id="service" name="service">${SERVICES.map(option)}</select></p>
<p><label for="operation">In which operation (empty: any)</label><input type="text" id="operation" name="operation" list="operations" autocomplete="off">
<datalist id="operations">${OPERATIONS.map((name) => html`<option value="${name}"></option>`)}</datalist></p>
<div class="row"><p><label for="times">The next … times (empty: until lifted)</label><input id="times" name="times" type="number" min="1" value="1"></p>
<p><label for="percent">For … % of the calls</label><input id="percent" name="percent" type="number" min="1" max="100" value="100"></p>
<p><label for="seconds">Seconds of delay</label><input id="seconds" name="seconds" type="number" min="1" value="60"></p></div>
<p><label for="reason">Reason of a failed operation (empty: an internal error)</label><input type="text" id="reason" name="reason" maxlength="200"></p>
<button>Arm</button></form>
<form method="post" action="/panel/faults/everything" style="margin-top:1rem"><button class="quiet">Fail everything</button>
<span class="soft">Every call to IAM Identity Center and its identity store fails until it is lifted.</span></form>
<h3 style="margin-top:1rem">Armed now</h3>
${armed.length === 0 ? html`<p class="soft">None.</p>` : table(armed)}</section>`;
}

/** POST /panel/faults: arms one. */
export async function armFault(request: Request, { services }: PanelContext): Promise<Response> {
  const form = await formFields(request);
  const given = (name: string) => form[name]?.trim() || undefined;
  const number = (name: string) => (given(name) === undefined ? undefined : Number(given(name)));
  const kind = given('kind');
  const percent = number('percent');
  const fault = FaultRequest.safeParse(
    withoutUndefined({
      kind,
      // An operation is failed or delayed inside Identity Center, whatever service the form names.
      service: kind === 'fail-operation' || kind === 'delay' ? undefined : given('service'),
      operation: given('operation'),
      times: number('times'),
      share: percent === undefined || percent === 100 ? undefined : percent / 100,
      reason: kind === 'fail-operation' ? given('reason') : undefined,
      milliseconds: kind === 'delay' ? (number('seconds') ?? 0) * 1000 : undefined,
    }),
  );
  if (!fault.success)
    return problemPage(400, 'The fault was not armed', z.prettifyError(fault.error), 'panel');
  services.faults.add(fault.data);
  return redirect('/panel#faults');
}

/** POST /panel/faults/everything: no call to Identity Center or its identity store is answered any more. */
export function failEverything({ services }: Pick<PanelContext, 'services'>): Response {
  for (const service of ['sso_admin', 'identitystore']) services.faults.add({ kind: 'fail', service });
  return redirect('/panel#faults');
}

/** POST /panel/faults/lift: lifts one, or all. */
export async function liftFault(request: Request, { services }: PanelContext): Promise<Response> {
  const { id } = await formFields(request);
  services.faults.clear(id === '' ? undefined : id);
  return redirect('/panel#faults');
}

function table(armed: readonly ArmedFault[]): Html {
  return html`<table><thead><tr><th scope="col">What</th><th scope="col">Struck</th><th scope="col">Lift</th></tr></thead>
<tbody>${armed.map(
    ({
      id,
      fault,
      hits,
      left,
    }) => html`<tr><td>${textOf(fault)}<br><span class="soft">${fault.service ?? 'any service'}, ${fault.operation ?? 'any operation'}, ${left === null ? 'until lifted' : `${left} left`}</span></td><td>${hits}</td>
<td><form method="post" action="/panel/faults/lift"><button class="quiet" name="id" value="${id}" aria-label="Lift ${fault.kind} ${id}">Lift</button></form></td></tr>`,
  )}</tbody></table>
<form method="post" action="/panel/faults/lift"><button class="quiet" name="id" value="">Lift all</button></form>`;
}

function textOf(fault: FaultRequest): string {
  const share = fault.share === undefined ? '' : `, ${Math.round(fault.share * 100)} % of calls`;
  switch (fault.kind) {
    case 'delay':
      return `delay by ${fault.milliseconds / 1000} s${share}`;
    case 'fail-operation':
      return `fail-operation${fault.reason === undefined ? '' : ` (${fault.reason})`}${share}`;
    case 'throttle':
    case 'conflict':
    case 'fail':
    case 'deny':
      return `${fault.kind}${share}`;
  }
}

const option = ([value, title]: readonly [string, string]) =>
  html`<option value="${value}">${title}</option>`;

function withoutUndefined(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
