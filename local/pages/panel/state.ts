import { fromIso } from '../../../core/model/instant';
import { executionsOf } from '../../control/executions';
import { holdingsOf } from '../../control/holdings';
import { html, type Html } from '../html';
import { moment } from '../moment';
import type { PanelContext } from './context';

const MOST_HOLDINGS = 200;

/** What Identity Center holds, which workflows run, and what could not be delivered. */
export async function stateSections(context: PanelContext): Promise<Html> {
  return html`${holdingsSection(context)}${await workflowsSection(context)}${deadLettersSection(context)}`;
}

function holdingsSection({ services }: PanelContext): Html {
  const holdings = holdingsOf(services);
  const rows = holdings
    .slice(0, MOST_HOLDINGS)
    .map(
      ({ principalType, holder, accountName, permissionSetName }) =>
        html`<tr><td>${holder}${principalType === 'GROUP' && ' (group)'}</td><td>${accountName}</td><td>${permissionSetName}</td></tr>`,
    );
  return html`<section><h2 id="holdings">What Identity Center holds now (${holdings.length})</h2>
<table><thead><tr><th scope="col">Who</th><th scope="col">Account</th><th scope="col">Permission set</th></tr></thead><tbody>${rows}</tbody></table>
${holdings.length > MOST_HOLDINGS && html`<p class="soft">The first ${MOST_HOLDINGS} of them.</p>`}</section>`;
}

async function workflowsSection({ services }: PanelContext): Promise<Html> {
  const running = await executionsOf(services.sfn, 'RUNNING');
  const rows = running.map(
    ({ workflow, name, startedAt, stateTransitions }) =>
      html`<tr><td>${workflow}</td><td><code>${name}</code></td><td class="small">${moment(fromIso(startedAt))}</td><td>${stateTransitions}</td></tr>`,
  );
  return html`<section><h2 id="workflows">Running workflows (${running.length})</h2>
${
  running.length === 0
    ? html`<p class="card soft">None: nothing waits for a decision, a start or an end.</p>`
    : html`<table><thead><tr><th scope="col">Workflow</th><th scope="col">Name</th><th scope="col">Since</th><th scope="col">State transitions</th></tr></thead><tbody>${rows}</tbody></table>`
}</section>`;
}

function deadLettersSection({ deadLetters }: PanelContext): Html {
  const letters = deadLetters();
  return html`<section><h2 id="dead-letters">Dead letters (${letters.length})</h2>
${
  letters.length === 0
    ? html`<p class="card soft">None: everything was delivered.</p>`
    : html`<ul>${letters.map(({ queue, sentAt, reason }) => html`<li>${moment(sentAt)} <code>${queue}</code>: ${reason}</li>`)}</ul>`
}</section>`;
}
