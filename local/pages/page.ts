import { createHash } from 'node:crypto';
import { Html, html } from './html';
import { STYLE } from './style';

/** The pages that the bar at the top links to. */
export type PageName = 'portal' | 'inbox' | 'panel';

/** What one page of the laptop shows. `script` is inline JavaScript that the page can do without. */
export type PageContent = {
  readonly title: string;
  readonly body: Html;
  /** The entry of the bar that this page belongs to. */
  readonly nav?: PageName;
  readonly script?: string;
};

/** A rendered page: its markup and the content security policy that goes with it. */
export type Page = { readonly markup: string; readonly policy: string };

const LINKS: readonly { name?: PageName; href: string; text: string }[] = [
  { name: 'portal', href: '/portal', text: 'Portal' },
  { name: 'inbox', href: '/inbox', text: 'Inbox' },
  { name: 'panel', href: '/panel', text: 'Time and faults' },
  { href: '/', text: 'Hourglass' },
];

/** Renders a page with the bar that all local pages share. */
export function page({ title, body, nav, script }: PageContent): Page {
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Hourglass on this laptop</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="bar"><strong>On this laptop</strong>
<nav aria-label="Local pages">${LINKS.map((link) => barLink(link, nav))}</nav></header>
<main id="main">${body}</main>
${script === undefined ? undefined : html`<script>${new Html(script)}</script>`}
</body>
</html>`;
  return { markup: document.text, policy: policyFor(script) };
}

/** An answer that shows `content`. */
export function pageResponse(
  content: PageContent,
  status = 200,
  headers: Record<string, string> = {},
): Response {
  const { markup, policy } = page(content);
  return new Response(markup, {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
  });
}

/** A page that says what went wrong and what to do next. */
export function problemPage(status: number, title: string, explanation: string, nav?: PageName): Response {
  const body = html`<h1>${title}</h1>
<p class="notice bad" role="alert">${explanation}</p>
<p class="row"><a class="button" href="/">Back to Hourglass</a> <a class="button quiet" href="/portal">To the portal</a></p>`;
  return pageResponse({ title, body, ...(nav && { nav }) }, status);
}

function barLink(link: { name?: PageName; href: string; text: string }, current: PageName | undefined): Html {
  const here = link.name !== undefined && link.name === current;
  return html`<a href="${link.href}"${here && new Html(' aria-current="page"')}>${link.text}</a>`;
}

function policyFor(script: string | undefined): string {
  const hash =
    script === undefined ? '' : ` 'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  return [
    "default-src 'self'",
    `script-src 'self'${hash}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "base-uri 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
}
