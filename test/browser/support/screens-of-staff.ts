import { chainMessage } from '../../../core/rules/audit-chain';
import type { Person } from './person';
import { as, asked, heading, text, type Screen } from './screen';
import { ORDERS, STOP } from './emergency-answers';

/** What an auditor sees. */
export const auditor: readonly Screen[] = as('aud', [
  { name: 'all-requests', path: '/audit', shows: text('cards-prod') },
  {
    name: 'audit-trail-checked',
    path: '/audit/trail',
    shows: text('Check the audit trail'),
    act: async (person) => {
      await person.button('Check the audit trail').click();
      await person.text(/^The chain holds/).waitFor();
    },
  },
  {
    name: 'audit-trail-broken',
    path: '/audit/trail',
    answers: {
      '/api/audit/verification': {
        ok: false,
        problems: [{ problem: 'changed', message: chainMessage('request#01K9AGED', 2, 'changed') }],
      },
    },
    shows: text('Check the audit trail'),
    act: async (person) => {
      await person.button('Check the audit trail').click();
      await person.text('1 problem was found').waitFor();
    },
  },
  { name: 'findings', path: '/findings', shows: text('Late lease') },
  { name: 'findings-no-match', path: '/findings?kind=left-over', shows: text('Nothing matches') },
  {
    name: 'findings-empty',
    path: '/findings',
    answers: { '/api/findings': { items: [] } },
    shows: text('No findings'),
  },
  { name: 'runbook', path: '/runbook/the-audit-trail-does-not-hold', shows: text('Means:') },
  { name: 'detail', path: (facts) => `/requests/${facts.active.id}`, shows: text('Held since') },
  { name: 'access-all', path: '/access?view=all', shows: text('Ann Lee') },
]);

const creating = async (person: Person) => {
  await person.button('Create policy').click();
  await person.text('Look at the marked fields.').first().waitFor();
};

/** What an admin sees. */
export const admin: readonly Screen[] = as('adm', [
  { name: 'home', path: '/', shows: text('You hold no temporary access.') },
  { name: 'eligibility', path: '/policies/eligibility', shows: text('Finance reads bills') },
  {
    name: 'eligibility-edit',
    path: (facts) => `/policies/eligibility/${facts.eligibility}`,
    shows: text('Version 1'),
  },
  {
    name: 'eligibility-new',
    path: '/policies/eligibility/new',
    shows: heading('New eligibility policy'),
    act: creating,
  },
  { name: 'approval', path: '/policies/approval', shows: text('Payments production') },
  {
    name: 'approval-edit',
    path: (facts) => `/policies/approval/${facts.approval}`,
    shows: text('Version 1'),
  },
  {
    name: 'approval-new',
    path: '/policies/approval/new',
    shows: heading('New approval policy'),
    act: creating,
  },
  { name: 'findings', path: '/findings', shows: text('Missing assignment') },
  { name: 'settings', path: '/settings', shows: text('Where a ticket can be read') },
  {
    name: 'settings-ending-unknown',
    path: '/settings',
    answers: { '/api/me': { hardEnd: 'permission-set' } },
    shows: text('Where a ticket can be read'),
    act: async (person) => {
      await person.button(/^Assignments that nobody/).click();
      await person.page.getByRole('option', { name: /^End them/ }).click();
      await person.page.getByLabel('Grace: Length').waitFor();
    },
  },
]);

/** What a responder sees. */
export const responder: readonly Screen[] = as('res', [
  {
    name: 'emergency',
    path: '/emergency',
    shows: text('Nothing was ended in an emergency yet'),
  },
  {
    name: 'emergency-ending-everything',
    path: '/emergency',
    shows: heading('Emergency'),
    act: async (person) => {
      await person.button(/^What to end/).click();
      await person.page.getByRole('option', { name: 'Everything' }).click();
      await person.text(/^\d+ leases of \d+ people/).waitFor();
      await person.button('End access').click();
      await person.dialog().getByRole('button', { name: 'End access' }).click();
      await person.dialog().getByText('Say why.').first().waitFor();
    },
  },
  {
    name: 'emergency-stopping',
    path: '/emergency',
    shows: heading('Emergency'),
    act: asked('Stop activations'),
  },
  {
    name: 'emergency-lifting',
    path: '/emergency',
    answers: { '/api/me': { emergencyStop: STOP }, '/api/emergency/orders': { items: ORDERS } },
    shows: text('Declared by Adam Novak'),
    act: asked('Lift the stop'),
  },
  {
    name: 'emergency-stopped',
    path: '/emergency',
    answers: { '/api/me': { emergencyStop: STOP }, '/api/emergency/orders': { items: ORDERS } },
    shows: text('3 of 12'),
  },
]);
