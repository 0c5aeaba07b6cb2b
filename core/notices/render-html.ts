import type { Notice } from './notice';
import { escapeHtml } from './plain';

const FONT = "font-family:'Segoe UI',Helvetica,Arial,sans-serif";
const INK = '#16191f';
const QUIET = '#5f6b7a';
const BLUE = '#0972d3';

/** The HTML part of a mail: tables and inline styles, because Outlook knows little else; nothing is loaded from anywhere. */
export function renderHtml(notice: Notice): string {
  const { heading, paragraphs, facts, button, footer } = notice;
  return `<!doctype html>
<html lang="en" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(notice.subject)}</title>
<style>${DARK}</style>
</head>
<body class="page" style="margin:0;padding:0;background-color:#f4f4f5">
<table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border="0" style="background-color:#f4f4f5">
<tr><td align="center" style="padding:24px 12px">
<!--[if mso]><table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:600px;background-color:#ffffff;border:1px solid #d5dbdb">
<tr><td style="padding:28px 28px 8px 28px;${FONT}">
<h1 class="ink" style="margin:0 0 12px 0;font-size:20px;line-height:28px;color:${INK};${FONT}">${escapeHtml(heading)}</h1>
${paragraphs.map(paragraph).join('\n')}
</td></tr>
<tr><td style="padding:8px 28px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
${facts.map(fact).join('\n')}
</table>
</td></tr>
<tr><td style="padding:16px 28px 28px 28px">${buttonHtml(button.label, button.url)}</td></tr>
<tr><td class="line" style="padding:16px 28px;border-top:1px solid #d5dbdb;${FONT}">
<p class="quiet" style="margin:0;font-size:12px;line-height:18px;color:${QUIET};${FONT}">${escapeHtml(footer)}</p>
</td></tr>
</table>
<!--[if mso]></td></tr></table><![endif]-->
</td></tr>
</table>
</body>
</html>
`;
}

/** Clients that know the dark scheme use this; the others keep the inline colours. */
const DARK = `
@media (prefers-color-scheme: dark) {
  .page { background-color: #161d26 !important; }
  .card { background-color: #232f3e !important; border-color: #414d5c !important; }
  .line { border-color: #414d5c !important; }
  .ink { color: #ffffff !important; }
  .quiet { color: #b6bec9 !important; }
}`;

function paragraph(text: string): string {
  return `<p class="ink" style="margin:0 0 12px 0;font-size:15px;line-height:22px;color:${INK};${FONT}">${lines(text)}</p>`;
}

function fact([label, value]: readonly [string, string]): string {
  return `<tr>
<td class="quiet" width="130" valign="top" style="padding:5px 12px 5px 0;font-size:14px;line-height:20px;color:${QUIET};${FONT}">${escapeHtml(label)}</td>
<td class="ink" valign="top" style="padding:5px 0;font-size:14px;line-height:20px;color:${INK};${FONT};word-break:break-word">${lines(value)}</td>
</tr>`;
}

/** A button that stays one in Outlook, where only VML has a background with room around the text. */
function buttonHtml(label: string, url: string): string {
  const [text, href] = [escapeHtml(label), escapeHtml(url)];
  return `<!--[if mso]>
<v:roundrect xmlns:v="urn:schemas-microsoft-com:vml" href="${href}" style="height:44px;v-text-anchor:middle;width:220px" arcsize="10%" stroke="f" fillcolor="${BLUE}">
<w:anchorlock/><center style="color:#ffffff;font-family:'Segoe UI',Arial,sans-serif;font-size:15px;font-weight:bold">${text}</center>
</v:roundrect>
<![endif]--><!--[if !mso]><!-->
<a href="${href}" style="display:inline-block;padding:11px 28px;background-color:${BLUE};border-radius:6px;color:#ffffff;font-size:15px;line-height:22px;font-weight:bold;text-decoration:none;${FONT}">${text}</a>
<!--<![endif]-->`;
}

function lines(text: string): string {
  return escapeHtml(text).replaceAll('\n', '<br>');
}
