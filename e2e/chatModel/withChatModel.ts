import type { SavedCredential } from '../n8n/Editor';
import type { World } from '../world/World';
import type { ChatModel } from './ChatModel';
import { startChatModel } from './startChatModel';

/** A scripted chat model with n8n's credential for it, while `use` runs. */
export async function withChatModel(
	{ editor }: World,
	use: (model: ChatModel, credential: SavedCredential) => Promise<void>,
): Promise<void> {
	const model = await startChatModel();
	try {
		const credential = await editor.saveCredential('Scripted model', 'openAiApi', {
			apiKey: 'not needed',
			url: model.url,
			header: false,
		});
		await use(model, credential);
	} finally {
		await model.close();
	}
}
