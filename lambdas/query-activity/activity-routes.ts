import { exportActivityRoute } from './routes/export-activity';
import { readActivityRoute } from './routes/read-activity';
import { startActivityRoute } from './routes/start-activity';

/** Every route that this function serves. */
export const activityRoutes = [startActivityRoute, readActivityRoute, exportActivityRoute];
