public import Domain
internal import Glibc

#if Documents
  internal import CDocuments
#endif

/// Puts papers into bytes: text and label printers' language by itself, PDF where the build has the trait `Documents`.
public enum PaperPress {
  /// Whether this build draws PDF, and any script for label printers.
  public static var drawsDocuments: Bool {
    #if Documents
      portolan_documents_exist() == 1
    #else
      false
    #endif
  }

  /// Several papers one after the other in one file.
  public static func print(_ papers: [PaperLayout], as format: PaperFormat, dotsPerInch: Int = 203, at made: Instant)
    throws(PaperFault) -> [UInt8]
  {
    switch format {
    case .txt: return Array(papers.map(\.plainText).joined(separator: "\u{C}\n").utf8)
    case .zpl:
      let writer = ZPLWriter(dotsPerInch: dotsPerInch, rasterise: rasteriser)
      var text = ""
      do throws(ZPLWriter.Refusal) {
        for paper in papers { text += try writer.write(paper) }
      } catch {
        throw .zpl(error, drawsDocuments: drawsDocuments)
      }
      return Array(text.utf8)
    case .pdf:
      #if Documents
        return try pdf(papers, at: made)
      #else
        throw .noDocuments
      #endif
    }
  }

  private static var rasteriser: ZPLWriter.Rasteriser? {
    #if Documents
      { text, dotsPerInch in raster(text, dotsPerInch) }
    #else
      nil
    #endif
  }
}

#if Documents
  extension PaperPress {
    private static func pdf(_ papers: [PaperLayout], at made: Instant) throws(PaperFault) -> [UInt8] {
      let title = papers.first.map { $0.kind.rawValue } ?? ""
      guard let document = portolan_document_begin(title, made.iso8601) else { throw .outOfMemory }
      var fault: PaperFault?
      for sheet in papers.flatMap(\.sheets) {
        portolan_document_sheet(document, Double(sheet.width), Double(sheet.height))
        for item in sheet.items where fault == nil { fault = draw(item, on: document) }
      }
      var count = 0
      let bytes = portolan_document_end(document, &count)
      defer { free(bytes) }
      if let fault { throw fault }
      guard let bytes else { throw .outOfMemory }
      return Array(UnsafeBufferPointer(start: bytes, count: count))
    }

    private static func draw(_ item: PaperSheet.Item, on document: OpaquePointer) -> PaperFault? {
      switch item {
      case .box(let frame, let line): portolan_document_box(document, portolan_frame(frame), Double(line))
      case .fill(let frame): portolan_document_fill(document, portolan_frame(frame))
      case .text(let text):
        let unknown = with(text) { portolan_document_text(document, portolan_frame(text.frame), $0) }
        if unknown > 0 && !text.isOptional { return .noFont(text: text.content) }
      case .code(let code):
        let symbology: portolan_symbology =
          switch code.symbology {
          case .code128: portolan_code128
          case .qr: portolan_qr
          case .dataMatrix: portolan_datamatrix
          case .ean13: portolan_ean13
          }
        let error = portolan_document_code(
          document, portolan_frame(code.frame), symbology, code.content, Int32(BarcodeSize.quiet(code.symbology)))
        if error != 0 { return .badCode(code.content) }
      }
      return nil
    }

    /// Black dots of a text, as large as its frame.
    private static func raster(_ text: PaperSheet.Text, _ dotsPerInch: Int) -> ZPLWriter.Bitmap? {
      let dots = Double(dotsPerInch) / 254
      let width = Int((Double(text.frame.width) * dots).rounded(.up))
      let rows = Int((Double(text.frame.height) * dots).rounded(.up))
      var bitmap = ZPLWriter.Bitmap(width: width, height: rows, bytes: [])
      bitmap.bytes = [UInt8](repeating: 0, count: bitmap.bytesPerRow * rows)
      let perRow = Int32(bitmap.bytesPerRow)
      let unknown = bitmap.bytes.withUnsafeMutableBufferPointer { out in
        with(text) {
          portolan_raster_text(
            Double(text.frame.width), Double(text.frame.height), dots, $0, out.baseAddress, perRow, Int32(rows))
        }
      }
      return unknown == 0 ? bitmap : nil
    }

    private static func with<T>(_ text: PaperSheet.Text, _ body: (portolan_text) -> T) -> T {
      let align: portolan_align =
        switch text.align {
        case .start: portolan_start
        case .centre: portolan_centre
        case .end: portolan_end
        }
      return text.content.withCString { content in
        text.language.withCString { language in
          body(
            portolan_text(
              content: content, language: language, size: Double(text.size), is_bold: text.isBold ? 1 : 0,
              align: align, is_inverted: text.isInverted ? 1 : 0))
        }
      }
    }
  }

  extension portolan_frame {
    init(_ frame: PaperSheet.Frame) {
      self.init(x: Double(frame.x), y: Double(frame.y), width: Double(frame.width), height: Double(frame.height))
    }
  }
#endif
