import Box from '@cloudscape-design/components/box';
import { useMe } from '../../app/me';
import { strings } from './strings';

/** Beside the time until which sessions can last, where hard end is on: what that time means then. */
export function HardEndNote() {
  const { hardEnd } = useMe();
  if (hardEnd !== 'permission-set') return null;
  return <Box color="text-body-secondary">{strings.note}</Box>;
}
