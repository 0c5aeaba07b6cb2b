import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { routes } from '../core/contract/routes';
import { amplifyOverHttp } from './build/amplify-over-http';
import { fontFiles } from './build/font-files';

/** Method and path of every route: all that the client needs of the contract at run time. */
const wire = Object.fromEntries(
  Object.entries(routes).map(([name, { method, path }]) => [name, { method, path }]),
);

/** `--mode embedded` builds the web app of the laptop edition, which signs in over http. */
export default defineConfig(({ mode }) => ({
  root: __dirname,
  plugins: [react(), fontFiles(), ...(mode === 'embedded' ? [amplifyOverHttp()] : [])],
  define: { HOURGLASS_ROUTES: JSON.stringify(wire) },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 1_200,
    rolldownOptions: {
      // Packages mark files for server components, which means nothing here.
      checks: { moduleLevelDirective: false },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler|react-router)\// },
            {
              name: 'amplify',
              test: /node_modules\/(aws-amplify|@aws-amplify|@aws-crypto|@smithy|@aws-sdk)\//,
            },
            { name: 'zod', test: /node_modules\/zod\/|\/core\/(contract|model)\// },
          ],
        },
      },
    },
  },
}));
