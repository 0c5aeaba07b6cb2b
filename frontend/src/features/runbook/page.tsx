import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import TextContent from '@cloudscape-design/components/text-content';
import { useParams } from 'react-router';
import page from '../../../../docs/RUNBOOK.md?raw';
import { RoleGate } from '../../app/role-gate';
import { Page } from '../../shared/page';
import { BlockView } from './block';
import { articlesOf } from './parse';
import { strings } from './strings';

/** An article of the runbook that came with this installation, for those who run it. */
export default function RunbookPage() {
  const { articleId = '' } = useParams();
  const article = articlesOf(page).find(({ id }) => id === articleId);
  const title = article ? `${strings.title}: ${article.title}` : strings.title;
  return (
    <Page
      title={title}
      description={strings.description}
      crumbs={[{ text: title, href: `/runbook/${articleId}` }]}
    >
      <RoleGate needs={['admin', 'auditor', 'responder']}>
        {article ? (
          <Container>
            <TextContent>
              {article.blocks.map((block, index) => (
                <BlockView key={`${article.id} ${index}`} block={block} />
              ))}
            </TextContent>
          </Container>
        ) : (
          <Alert type="warning" header={strings.none}>
            {strings.noneText}
          </Alert>
        )}
      </RoleGate>
    </Page>
  );
}
