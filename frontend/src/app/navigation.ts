import type { SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import type { ReactNode } from 'react';
import type { Me } from '../../../core/contract/me';
import { strings } from './strings';

type Item = SideNavigationProps.Item;
type Link = SideNavigationProps.Link;

/** What the person's roles let them look at. */
export function navigationFor(me: Me, waiting: ReactNode): Item[] {
  const link = (text: string, href: string, info?: ReactNode): Link => ({
    type: 'link',
    text,
    href,
    ...(info ? { info } : {}),
  });
  const everyone = [
    link(strings.home, '/'),
    link(strings.requestAccess, '/request'),
    link(strings.myRequests, '/requests'),
    link(strings.approvals, '/approvals', waiting),
    link(strings.activeAccess, '/access'),
  ];
  const auditors: Item[] = [
    { type: 'divider' },
    {
      type: 'section-group',
      title: strings.audit,
      items: [
        ...(me.roles.auditor ? [link(strings.allRequests, '/audit')] : []),
        link(strings.findings, '/findings'),
        link(strings.auditTrail, '/audit/trail'),
      ],
    },
  ];
  const emergency: Item[] = [{ type: 'divider' }, link(strings.emergency, '/emergency')];
  const admins: Item[] = [
    { type: 'divider' },
    {
      type: 'section-group',
      title: strings.administration,
      items: [
        link(strings.eligibilityPolicies, '/policies/eligibility'),
        link(strings.approvalPolicies, '/policies/approval'),
        link(strings.settings, '/settings'),
      ],
    },
  ];
  const { auditor, admin, responder } = me.roles;
  return [
    ...everyone,
    ...(auditor || admin ? auditors : []),
    ...(admin ? admins : []),
    ...(admin || responder ? emergency : []),
  ];
}

/** The entry of the navigation that a path belongs to. */
export function activeHref(path: string): string {
  const known = [
    '/requests',
    '/approvals',
    '/access',
    '/audit/trail',
    '/audit',
    '/policies/eligibility',
    '/policies/approval',
  ];
  if (/^\/requests\/./.test(path)) return '';
  return known.find((href) => path.startsWith(href)) ?? path;
}
