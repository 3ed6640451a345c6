import { useMutation } from '@tanstack/react-query';
import { type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { troubleOf } from '../api/trouble';
import { uploadFile } from '../api/upload-file';
import { saveFile } from '../format/text-file';
import { Button } from '../ui/button';
import { Skeleton, TroubleNotice } from '../ui/feedback';
import { FileDrop } from '../ui/file-drop';
import { Lead, Stack, Subtitle } from '../ui/layout';
import { PageHeading } from '../ui/page';
import { LintResult } from './lint-result';
import { commentedFile, type TemplateLint } from './queries';

const noProgress = (): undefined => undefined;

/** A file at hand, looked at as a template: nothing of it is kept, so its commented copy is asked for with the file again. */
export function LintFilePage(): ReactElement {
  const { t } = useTranslation();
  const check = useMutation({
    mutationFn: async (file: File) => ({ file, lint: (await uploadFile('/api/templates/lint', file, noProgress)) as TemplateLint }),
  });
  const copy = useMutation({
    mutationFn: async (file: File) => {
      saveFile(file.name.replace(/\.docx$/i, ' - commentato.docx'), await commentedFile(file));
    },
  });
  const checked = check.data;
  return (
    <Stack>
      <PageHeading windowTitle={t('modelloVerifica.titoloFile')}>{t('modelloVerifica.titoloFile')}</PageHeading>
      <Lead>{t('modelloVerifica.testoFile')}</Lead>
      <FileDrop
        label={t(checked === undefined ? 'modelloVerifica.scegli' : 'modelloVerifica.altro')}
        name={t('modelloVerifica.nome')}
        hint={t('modelloVerifica.accettati')}
        onFile={(file) => {
          copy.reset();
          check.mutate(file);
        }}
      />
      <p role="status">{check.isPending ? t('modelloVerifica.leggo') : '\u00a0'}</p>
      {check.isPending && <Skeleton rows={12} />}
      {check.error && <TroubleNotice trouble={troubleOf(check.error)} />}
      {copy.error && <TroubleNotice trouble={troubleOf(copy.error)} />}
      {checked !== undefined && (
        <>
          <Subtitle>{checked.lint.title}</Subtitle>
          <LintResult
            key={checked.lint.sha256}
            lint={checked.lint}
            actions={
              <Button
                busy={copy.isPending}
                icon="it-download"
                onClick={() => {
                  copy.mutate(checked.file);
                }}
              >
                {t(copy.isPending ? 'modelloVerifica.preparo' : 'modelloVerifica.copia')}
              </Button>
            }
          />
        </>
      )}
    </Stack>
  );
}
