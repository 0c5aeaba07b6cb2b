import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SettingsView } from '../../../../core/contract/policies';
import { SettingsBody } from '../../../../core/model/policy';
import { useRead, useWrite } from '../../api/hooks';
import { useNotify } from '../../app/notifications';
import { RoleGate } from '../../app/role-gate';
import { Loading } from '../../shared/loading';
import { Page } from '../../shared/page';
import { ProblemAlert } from '../../shared/problem-alert';
import { AboutHardEnd } from '../hard-end/about';
import { bodyOf } from '../policies/body-of';
import { VersionEditor } from '../policies/version-editor';
import { SettingsFields } from './fields';
import { strings } from './strings';

type EditorProps = {
  readonly current: SettingsView;
  readonly readAgain: () => Promise<SettingsView | undefined>;
};

function Editor({ current, readAgain }: EditorProps) {
  const notify = useNotify();
  const change = useWrite('changeSettings', () => notify({ type: 'success', content: strings.saved }));
  return (
    <VersionEditor
      current={current}
      bodyOf={bodyOf}
      schema={SettingsBody}
      fields={SettingsFields}
      submit={strings.save}
      change={change}
      onSave={(settings, version) => change.mutate({ body: { version, settings } })}
      readAgain={readAgain}
    />
  );
}

function Settings() {
  const settings = useRead('readSettings', {});
  if (settings.error) return <ProblemAlert error={settings.error} retry={() => void settings.refetch()} />;
  if (!settings.data) return <Loading />;
  return <Editor current={settings.data} readAgain={async () => (await settings.refetch()).data} />;
}

/** What holds for every request. */
export default function SettingsPage() {
  return (
    <Page
      title={strings.title}
      description={strings.description}
      crumbs={[{ text: strings.title, href: '/settings' }]}
    >
      <RoleGate needs="admin">
        <SpaceBetween size="l">
          <AboutHardEnd />
          <Settings />
        </SpaceBetween>
      </RoleGate>
    </Page>
  );
}
