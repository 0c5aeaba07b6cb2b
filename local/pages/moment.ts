import { HOUR, MINUTE, SECOND, toIso } from '../../core/model/instant';
import { html, type Html } from './html';

/** A moment for people: `2026-11-21 10:00:05 UTC`. */
export function moment(at: number): Html {
  const iso = toIso(at);
  return html`<time datetime="${iso}">${iso.slice(0, 19).replace('T', ' ')} UTC</time>`;
}

/** A length of time for people, from milliseconds: `26 h 5 min`. */
export function duration(milliseconds: number): string {
  if (milliseconds < MINUTE) return `${Math.round(milliseconds / SECOND)} s`;
  const hours = Math.floor(milliseconds / HOUR);
  const minutes = Math.floor((milliseconds % HOUR) / MINUTE);
  return [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`].filter(Boolean).join(' ');
}
