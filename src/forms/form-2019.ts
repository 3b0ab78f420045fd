/** 国办公开办函〔2019〕60号, annexed form (on trial): report years 2019 and 2020. */
import { applicationFields2019, applicationRelations2019, applicationsTable2019 } from './applications.js';
import type { Form } from './form.js';
import { proactiveFields2019, proactiveTable2019 } from './proactive.js';
import { remediesTable, remedyFields, remedyRelations } from './remedies.js';
import { sixSections } from './sections.js';

export const form2019: Form = {
  id: '2019',
  years: { from: 2019, required: 2020, to: 2020 },
  tables: [proactiveTable2019, applicationsTable2019, remediesTable],
  fields: [...proactiveFields2019, ...applicationFields2019, ...remedyFields],
  relations: [...applicationRelations2019, ...remedyRelations],
  fingerprints: [
    '本年新制作数量',
    '本年新公开数量',
    '对外公开总数量',
    '其他对外管理服务事项',
    '上一年项目数量',
    '政府集中采购',
    '采购项目数量',
  ],
  sections: sixSections,
};
