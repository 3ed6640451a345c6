import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { NarrowPage } from '../ui/header';
import { Paragraph, Stack } from '../ui/layout';
import { PageHeading } from '../ui/page';

function Statement({ title, paragraphs }: { title: string; paragraphs: readonly string[] }): ReactElement {
  return (
    <NarrowPage>
      <Stack>
        <PageHeading windowTitle={title}>{title}</PageHeading>
        {paragraphs.map((paragraph) => (
          <Paragraph key={paragraph}>{paragraph}</Paragraph>
        ))}
      </Stack>
    </NarrowPage>
  );
}

export function AccessibilityPage(): ReactElement {
  const { t } = useTranslation();
  return (
    <Statement
      title={t('accessibilita.titolo')}
      paragraphs={[t('accessibilita.stato'), t('accessibilita.segnala'), t('accessibilita.dichiarazione')]}
    />
  );
}

export function PrivacyPage(): ReactElement {
  const { t } = useTranslation();
  return <Statement title={t('privacy.titolo')} paragraphs={[t('privacy.dati'), t('privacy.cookie'), t('privacy.titolare')]} />;
}
