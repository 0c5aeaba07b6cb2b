import Flashbar from '@cloudscape-design/components/flashbar';
import type { Me } from '../../../core/contract/me';
import { formatMoment } from '../shared/format-moment';
import { strings } from './strings';

/** Tells everybody on every page that an emergency stop stands. */
export function EmergencyBanner({ stop }: { readonly stop: Me['emergencyStop'] }) {
  if (!stop) return null;
  return (
    <Flashbar
      items={[
        {
          id: 'emergency-stop',
          type: 'warning',
          header: strings.stopTitle,
          content: `${strings.stopText} ${strings.stopBy(stop.by.displayName, formatMoment(stop.since))} ${stop.comment}`,
          statusIconAriaLabel: strings.stopTitle,
        },
      ]}
    />
  );
}
