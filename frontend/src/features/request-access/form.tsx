import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { useMe } from '../../app/me';
import { useNotify } from '../../app/notifications';
import { ProblemAlert } from '../../shared/problem-alert';
import { bodyOf, type Draft } from './draft';
import { DurationField } from './duration-field';
import { fieldErrors, isUnfinished, schemaErrors } from './field-errors';
import { PreviewPanel } from './preview-panel';
import { useCreate, usePreview } from './queries';
import { ReasonFields } from './reason-fields';
import { StartFields } from './start-fields';
import { strings } from './strings';
import { TargetsSection } from './targets-section';
import { jointTerms } from './joint-terms';
import { useTerms } from './terms';

/** The form with its live preview. */
export function RequestForm({ initial }: { readonly initial: Draft }) {
  const { rules } = useMe();
  const notify = useNotify();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const create = useCreate((requestId) => {
    notify({ type: 'success', content: strings.submitted });
    void navigate(`/requests/${requestId}`);
  });

  const eligible = useTerms(draft.targets);
  const terms = jointTerms(eligible, rules.maxMinutes);
  const body = bodyOf(draft);
  const sound = body !== undefined && Object.keys(schemaErrors(draft)).length === 0;
  const preview = usePreview(sound ? body : undefined);
  const errors = fieldErrors({ draft, terms, preview: preview.data, problem: create.error, tried });
  const unfinished = (preview.data?.reasons ?? []).filter(isUnfinished);

  const change = (part: Partial<Draft>) => {
    if (create.error) create.reset();
    setDraft((was) => ({ ...was, ...part }));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const blocking = fieldErrors({ draft, terms, preview: undefined, problem: null, tried: true });
    if (body && Object.keys(blocking).length === 0) create.send(body);
  };

  return (
    <form onSubmit={submit} noValidate>
      <div className="with-preview">
        <SpaceBetween size="l">
          <TargetsSection
            targets={draft.targets}
            terms={eligible}
            errors={errors}
            onChange={(targets) => change({ targets })}
          />
          <Container header={<Header variant="h2">{strings.when}</Header>}>
            <SpaceBetween size="l">
              <StartFields draft={draft} error={errors.startsAt} onChange={change} />
              <DurationField
                draft={draft}
                maxMinutes={terms.maxMinutes}
                error={errors.minutes}
                onChange={change}
              />
            </SpaceBetween>
          </Container>
          <Container header={<Header variant="h2">{strings.why}</Header>}>
            <ReasonFields draft={draft} terms={terms} errors={errors} onChange={change} />
          </Container>
        </SpaceBetween>
        <div className="preview">
          <SpaceBetween size="l">
            <PreviewPanel
              preview={preview.data}
              error={preview.error}
              settled={preview.settled}
              unfinished={unfinished}
            />
            <ProblemAlert error={create.error} />
            <Button variant="primary" formAction="submit" loading={create.busy} fullWidth>
              {strings.submit}
            </Button>
          </SpaceBetween>
        </div>
      </div>
    </form>
  );
}
