export const inspectionPath = '/_simulator';
