import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from '../announcements';
import { client } from '../api/client';
import { queryClient } from '../api/queries';
import { focusWhenShown } from '../focus-when-shown';
import { fileSize } from '../format/numbers';
import { readTextFile, type TextFile } from '../format/text-file';
import { ImportReport } from '../pages/import-result';
import { useRequest } from '../pages/use-request';
import { Button } from '../ui/button';
import { ChoiceField } from '../ui/choice-field';
import { Notice, StatusText, TroubleNotice } from '../ui/feedback';
import { FileDrop } from '../ui/file-drop';
import { Form } from '../ui/form';
import { Muted, Row, Stack } from '../ui/layout';
import { WhyNot } from '../ui/why-not';
import { type CaseImport, surveyQuery } from './queries';

/** What loading a list did. */
function CaseReport({ outcome, fileName }: { outcome: CaseImport; fileName: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <ImportReport
      id="esito-pratiche"
      fileName={fileName}
      refused={outcome.wrong.map((row) => ({ ...row, field: null }))}
      refusedRows={outcome.wrong.length}
      counts={[
        [t('rilevazione.nuove'), outcome.added],
        [t('rilevazione.cambiate'), outcome.changed],
        [t('rilevazione.invariate'), outcome.unchanged],
        [t('rilevazione.tolte'), outcome.superseded],
      ]}
    />
  );
}

function OwnTenders({ dossierId, onDone }: { dossierId: string; onDone: (outcome: CaseImport) => void }): ReactElement {
  const { t } = useTranslation();
  const request = useRequest();
  const read = async (): Promise<void> => {
    const answer = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/survey/own-tenders', { params: { path: { dossierId } } }),
    );
    if (answer.ok) onDone(answer.data);
  };
  return (
    <Stack gap="sm">
      <Row>
        <Button icon="it-refresh" busy={request.busy} onClick={() => void read()}>
          {t('rilevazione.leggiGare')}
        </Button>
        <Muted>{t('rilevazione.leggiGareTesto')}</Muted>
      </Row>
      {request.trouble && <TroubleNotice trouble={request.trouble} />}
    </Stack>
  );
}

/** Takes in the list of cases from which averages are recomputed: right lines go in, wrong ones are told one by one. */
export function CaseImportPanel({
  dossierId,
  whyNot,
  ownTenders,
}: {
  dossierId: string;
  whyNot: string | null;
  ownTenders: boolean;
}): ReactElement {
  const { t } = useTranslation();
  const [file, setFile] = useState<TextFile | null>(null);
  const [wrongFile, setWrongFile] = useState<string>();
  const [replace, setReplace] = useState(false);
  const [outcome, setOutcome] = useState<{ readonly of: CaseImport; readonly fileName: string } | null>(null);
  const request = useRequest();
  const take = async (chosen: File): Promise<void> => {
    setFile(null);
    setWrongFile(undefined);
    try {
      setFile(await readTextFile(chosen));
    } catch {
      setWrongFile(t('importazione.nonLetto', { nome: chosen.name }));
    }
  };
  const show = (done: CaseImport, fileName: string): void => {
    setOutcome({ of: done, fileName });
    void queryClient.invalidateQueries({ queryKey: surveyQuery(dossierId).queryKey });
    announce(t('importazione.fatta', { nuovi: done.added, scartate: done.wrong.length }));
    focusWhenShown('esito-pratiche');
  };
  const submit = async (): Promise<void> => {
    if (whyNot !== null) return;
    if (file === null) {
      setWrongFile(t('importazione.fileManca'));
      document.getElementById('pratiche-file')?.focus();
      return;
    }
    const answer = await request.send(() =>
      client.POST('/api/dossiers/{dossierId}/survey/cases', {
        params: { path: { dossierId } },
        body: { csv: file.text, replace },
      }),
    );
    if (answer.ok) show(answer.data, file.name);
  };
  return (
    <Stack>
      {outcome && <CaseReport outcome={outcome.of} fileName={outcome.fileName} />}
      <p>{t('rilevazione.colonne')}</p>
      <Form onSubmit={() => void submit()}>
        <Stack gap="sm">
          <FileDrop
            id="pratiche-file"
            label={t(file === null ? 'importazione.scegli' : 'importazione.scegliAltro')}
            name={t('rilevazione.elenco')}
            hint={t('documenti.trascina')}
            onFile={(chosen) => void take(chosen)}
          />
          {file && (
            <StatusText tone="success" icon="it-check-circle">
              {t('importazione.scelto', { nome: file.name, righe: file.lines, dimensione: fileSize(file.bytes) })}
            </StatusText>
          )}
          {wrongFile !== undefined && <Notice tone="danger" title={wrongFile} live="alert" />}
        </Stack>
        <ChoiceField
          id="pratiche-sostituisci"
          label={t('rilevazione.seManca')}
          options={[
            { value: 'no', label: t('rilevazione.aggiungi') },
            { value: 'si', label: t('rilevazione.sostituisci') },
          ]}
          value={[replace ? 'si' : 'no']}
          onChange={([value]) => {
            setReplace(value === 'si');
          }}
        />
        {request.trouble && <TroubleNotice trouble={request.trouble} />}
        <Row>
          <Button
            type="submit"
            look="primary"
            icon="it-upload"
            busy={request.busy}
            aria-disabled={whyNot !== null}
            aria-describedby={whyNot === null ? undefined : 'pratiche-perche'}
          >
            {t(request.busy ? 'importazione.inCorso' : 'rilevazione.carica')}
          </Button>
        </Row>
        <WhyNot id="pratiche-perche" reason={whyNot} />
      </Form>
      {ownTenders && whyNot === null && (
        <OwnTenders
          dossierId={dossierId}
          onDone={(done) => {
            show(done, t('rilevazione.gareDellaSua'));
          }}
        />
      )}
    </Stack>
  );
}
