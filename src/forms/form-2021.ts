/** 国办公开办函〔2021〕30号, annexed form: report years from 2021. */
import {
  applicationFields2021,
  applicationRelations2021,
  applicationRelations2021Undivided,
  applicationsTable2021,
} from './applications.js';
import type { Form } from './form.js';
import { proactiveFields2021, proactiveTable2021 } from './proactive.js';
import { remediesTable, remedyFields, remedyRelations } from './remedies.js';
import { sixSections } from './sections.js';

export const form2021: Form = {
  id: '2021',
  years: { from: 2021, required: 2021 },
  tables: [proactiveTable2021, applicationsTable2021, remediesTable],
  fields: [...proactiveFields2021, ...applicationFields2021, ...remedyFields],
  relations: [...applicationRelations2021, ...remedyRelations],
  undivided: { relations: [...applicationRelations2021Undivided, ...remedyRelations] },
  fingerprints: [
    '本年制发件数',
    '本年废止件数',
    '现行有效件数',
    '本年收费金额',
    '无正当理由逾期不补正',
    '逾期未按收费通知要求缴纳费用',
    '逾期不补正',
  ],
  sections: sixSections,
};
