import type { Editor, SavedCredential } from './Editor';
import { credentialType } from './readWorkflow';

/** Saves the credential that is right for the simulator. */
export const connectSimulator = async (
	editor: Editor,
	simulatorUrl: string,
	accountCode: string,
): Promise<SavedCredential> =>
	await editor.saveCredential('Simulator', credentialType, {
		accountCode,
		baseUrl: simulatorUrl,
		monitorUrl: simulatorUrl,
	});
