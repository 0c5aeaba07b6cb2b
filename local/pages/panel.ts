import { html } from './html';
import { ownForm } from './own-form';
import { pageResponse } from './page';
import type { PanelContext } from './panel/context';
import { armFault, failEverything, faultsSection, liftFault } from './panel/faults';
import { stateSections } from './panel/state';
import { moveTime, timeSection } from './panel/time';
import { type Router, routes } from './routes';

export type { PanelContext } from './panel/context';

/** The panel with which time is moved and things are made to go wrong. */
export function panelPages(context: PanelContext): Router {
  return routes({
    'GET /panel': () => show(context),
    'POST /panel/time': ownForm('panel', (request) => moveTime(request, context)),
    'POST /panel/faults': ownForm('panel', (request) => armFault(request, context)),
    'POST /panel/faults/everything': ownForm('panel', async () => failEverything(context)),
    'POST /panel/faults/lift': ownForm('panel', (request) => liftFault(request, context)),
  });
}

async function show(context: PanelContext): Promise<Response> {
  const body = html`<h1>Time and faults</h1>
${await timeSection(context)}
<div id="faults" style="margin-top:1rem">${faultsSection(context)}</div>
${await stateSections(context)}`;
  return pageResponse({ title: 'Time and faults', body, nav: 'panel' });
}
