// Pango, Cairo and Zint are used by CDocuments alone, which includes them itself: Swift sees nothing of GLib.
